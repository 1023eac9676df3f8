import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';

/** The mark of two stops on one line; with the word when the sidebar is open. */
export function SidebarLogo() {
  const { isOpen } = useSidebarOpenState();
  return (
    <div
      style={{
        width: sidebarConfig.drawerWidthClosed,
        height: 3 * sidebarConfig.logoHeight,
        display: 'flex',
        alignItems: 'center',
        marginBottom: -14,
      }}
    >
      <Link
        to="/"
        underline="none"
        aria-label="Home"
        style={{
          marginLeft: 22,
          display: 'flex',
          alignItems: 'center',
          gap: 12,
          color: '#ffffff',
          fontSize: 20,
          fontWeight: 600,
        }}
      >
        <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
          <path
            d="M2 16h28"
            stroke="#7df3e1"
            strokeWidth="4"
            strokeLinecap="round"
          />
          <path
            d="M10 7v18M22 7v18"
            stroke="#ffffff"
            strokeWidth="3"
            strokeLinecap="round"
          />
        </svg>
        {isOpen && 'Busline'}
      </Link>
    </div>
  );
}
