/** How Web Chat and its cards look, in light and in dark. Every pair of colours keeps a contrast of 4.5 to 1 or more. */

const light = {
  page: '#ffffff',
  card: '#ffffff',
  border: '#c9d3da',
  text: '#17232c',
  subtle: '#4d5c67',
  emphasis: '#f1f5f7',
  attention: ['#fdeceb', '#8a1414'],
  warning: ['#fff3d4', '#6b4a00'],
  good: ['#e7f5ec', '#14562f'],
  information: ['#e5f1f5', '#0b4a5a'],
} as const;

const dark = {
  page: '#11171b',
  card: '#1a2228',
  border: '#42515c',
  text: '#eef3f6',
  subtle: '#b4c1ca',
  emphasis: '#222c33',
  attention: ['#4d1b1b', '#ffd7d4'],
  warning: ['#473506', '#ffe8ad'],
  good: ['#153a25', '#c9f2d8'],
  information: ['#123843', '#c7ecf6'],
} as const;

type Pair = readonly [background: string, text: string];
type Own = { readonly [Colour in keyof typeof light]: (typeof light)[Colour] extends string ? string : Pair };
type Palette = Own & Readonly<Record<'accent' | 'button' | 'user', string>>;

/** With what a deployment may choose, from the page's palette. */
export function paletteFor(isDark: boolean): Palette {
  const page = getComputedStyle(document.documentElement);
  const said = (name: string): string => page.getPropertyValue(name).trim();
  return { ...(isDark ? dark : light), accent: said('--accent'), button: said('--button'), user: said('--user') };
}

const font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** Web Chat's styleOptions. */
export const styleOptions = (palette: Palette) => ({
  accent: palette.accent,
  backgroundColor: palette.page,
  subtle: palette.subtle,
  primaryFont: font,
  rootHeight: '100%',
  rootWidth: '100%',
  paddingRegular: 12,
  paddingWide: 16,
  bubbleBackground: palette.card,
  bubbleTextColor: palette.text,
  bubbleBorderColor: palette.border,
  bubbleBorderRadius: 12,
  bubbleMaxWidth: 640,
  bubbleMinWidth: 200,
  bubbleAttachmentMaxWidth: 640,
  bubbleAttachmentMinWidth: 200,
  messageActivityWordBreak: 'break-word',
  bubbleFromUserBackground: palette.user,
  bubbleFromUserTextColor: '#ffffff',
  bubbleFromUserBorderColor: palette.user,
  bubbleFromUserBorderRadius: 12,
  hideUploadButton: true,
  markdownRenderHTML: false,
  scrollToEndButtonBehavior: false,
  groupTimestamp: false,
  timestampColor: palette.subtle,
  // What is not acknowledged is sent again by the outbox, never by Web Chat.
  sendTimeout: 290_000,
  sendBoxBackground: palette.card,
  sendBoxTextColor: palette.text,
  sendBoxPlaceholderColor: palette.subtle,
  sendBoxBorderTop: `1px solid ${palette.border}`,
  sendBoxButtonColor: palette.accent,
  sendBoxButtonShadeColor: 'transparent',
  sendBoxHeight: 52,
  sendBoxTextWrap: true,
  transcriptActivityVisualKeyboardIndicatorColor: palette.accent,
  transcriptVisualKeyboardIndicatorColor: palette.accent,
  cardEmphasisBackgroundColor: palette.emphasis,
  cardPushButtonBackgroundColor: palette.button,
  cardPushButtonTextColor: palette.accent,
});

const containerStyle = (palette: Palette, backgroundColor: string, strong?: string) => ({
  backgroundColor,
  foregroundColors: {
    default: { default: strong ?? palette.text, subtle: strong ?? palette.subtle },
    dark: { default: palette.text, subtle: palette.subtle },
    light: { default: palette.subtle, subtle: palette.subtle },
    accent: { default: strong ?? palette.accent, subtle: palette.accent },
    attention: { default: palette.attention[1], subtle: palette.attention[1] },
    warning: { default: palette.warning[1], subtle: palette.warning[1] },
    good: { default: palette.good[1], subtle: palette.good[1] },
  },
});

const fontType = (fontFamily: string) => ({
  fontFamily,
  fontSizes: { small: 14, default: 16, medium: 18, large: 21, extraLarge: 26 },
  fontWeights: { lighter: 300, default: 400, bolder: 650 },
});

/** Adaptive Cards' host configuration. */
export const hostConfig = (palette: Palette) => ({
  supportsInteractivity: true,
  fontTypes: { default: fontType(font), monospace: fontType('ui-monospace, Consolas, monospace') },
  lineHeights: { small: 20, default: 24, medium: 25, large: 28, extraLarge: 33 },
  spacing: { small: 6, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 14 },
  separator: { lineThickness: 1, lineColor: palette.border },
  imageSizes: { small: 32, medium: 48, large: 96 },
  textBlock: { headingLevel: 2 },
  containerStyles: {
    default: containerStyle(palette, palette.card),
    emphasis: containerStyle(palette, palette.emphasis),
    accent: containerStyle(palette, ...palette.information),
    attention: containerStyle(palette, ...palette.attention),
    warning: containerStyle(palette, ...palette.warning),
    good: containerStyle(palette, ...palette.good),
  },
  actions: {
    maxActions: 20,
    spacing: 'default',
    buttonSpacing: 8,
    actionsOrientation: 'vertical',
    actionAlignment: 'stretch',
    allowTitleToWrap: true,
    showCard: { actionMode: 'inline', inlineTopMargin: 8, style: 'emphasis' },
  },
});
