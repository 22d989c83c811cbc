// For the type checker alone (tsc -p kg/explorer/jsconfig.json); the page does not hold it. What the parts give each other
// through window.kg is described in README.md; here it is `any`, so that each file is checked by itself and by the JSDoc
// types that model.js, filters.js, state.js and views.js declare for all.
interface Window { kg: any }
declare const vis: any;

// The template holds every id that is asked for, and events of this page come from elements.
interface Document { getElementById(id: string): any }
interface ParentNode { querySelectorAll(selectors: string): NodeListOf<any> }
interface EventTarget { closest(selectors: string): any }
interface Element { closest(selectors: string): any }
