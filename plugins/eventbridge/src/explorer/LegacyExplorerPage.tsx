import { Content, Header, Page } from '@backstage/core-components';
import { ExplorerPage } from './ExplorerPage';

/** The explorer with a page header, which only the new frontend system draws itself. */
export function LegacyExplorerPage() {
  return (
    <Page themeId="tool">
      <Header title="Events" />
      <Content noPadding>
        <ExplorerPage />
      </Content>
    </Page>
  );
}
