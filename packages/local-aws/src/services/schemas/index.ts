export { discoveryObserver } from './discovery';
export { schemasOperations } from './operations';
