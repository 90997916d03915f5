//! Pictures as SVG, to stand within a page: real text in the page's own font, no colour that is needed
//! to read them, nothing from elsewhere, the same bytes each time.

mod bars;
mod bullets;
mod canvas;
mod columns;
mod lines;
mod scale;
mod text;

use canvas::{Canvas, WIDTH};
use text::escaped;

use super::{Chart, Picture};

/// Draws a picture as one `<svg>` element. Its words are in it twice: as what is drawn, and as a title
/// and a description for readers who do not see it; the title is to stand on the page beside it.
///
/// It is as wide as what it stands in. A page gives it `max-width: 28rem`, so that its words are as
/// large as the page's own; the custom properties `--picture-1`, `--picture-2` and `--page` may set its
/// colours. Pictures on one page need names of their own: the ids within are made of them.
///
/// ```
/// use finsam_ledger::render::picture::{Bar, BarGroup, Chart, Picture, svg};
/// use finsam_ledger::{Amount, Unit};
///
/// let bars = vec![Bar { name: "Hyra & el".to_owned(), amount: Amount::from_ore(17_712_300) }];
/// let costs = BarGroup { name: "Kostnader".to_owned(), total: Amount::from_ore(17_712_300), bars };
/// let picture = Picture {
///     name: "money".to_owned(), title: "Kostnader 2024".to_owned(),
///     description: "Hyra & el kostade 177 tkr.".to_owned(), unit: Unit::Tkr,
///     chart: Chart::Bars(vec![costs]),
/// };
/// let drawn = svg(&picture);
/// assert!(drawn.starts_with("<svg ") && drawn.contains("<title id=\"picture-money-title\">Kostnader 2024</title>"));
/// assert!(drawn.contains("Hyra &amp; el"));
/// ```
#[must_use]
pub fn svg(picture: &Picture) -> String {
    let mut canvas = Canvas::default();
    match &picture.chart {
        Chart::Bars(groups) => bars::draw(groups, picture.unit, &mut canvas),
        Chart::Columns(columns) => columns::draw(columns, picture.unit, &mut canvas),
        Chart::Bullets(bullets) => bullets::draw(bullets, picture.unit, &mut canvas),
        Chart::Lines(lines) => lines::draw(lines, picture.unit, &mut canvas),
    }
    let kept = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    let id: String = picture.name.chars().map(kept).collect();
    let (title, description) = (escaped(&picture.title), escaped(&picture.description));
    let (height, marks) = (canvas.height + 1, canvas.marks);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"picture\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         aria-labelledby=\"picture-{id}-title picture-{id}-text\" \
         font-family=\"system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif\" fill=\"currentColor\">\n\
         <title id=\"picture-{id}-title\">{title}</title>\n\
         <desc id=\"picture-{id}-text\">{description}</desc>\n\
         {marks}</svg>\n"
    )
}
