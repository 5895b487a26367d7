"""What the preview shows is the very page that is printed."""

from caseflow.i18n import Catalog
from caseflow.reports.catalogue import REPORTS
from caseflow.reports.preview import page_count, page_image, page_images
from tests.reports.samples import NORMAL

FRENCH = Catalog("fr")


def test_every_report_of_the_catalogue_is_made_and_pictured() -> None:
    for report in REPORTS:
        pdf = report.render(NORMAL, FRENCH)
        pictures = page_images(pdf, 0.5)
        assert len(pictures) == page_count(pdf) >= 1
        assert FRENCH.gettext(report.label) != report.label


def test_a_picture_has_the_size_of_its_page_white_paper_and_black_ink() -> None:
    pdf = REPORTS[0].render(NORMAL, FRENCH)
    picture = page_image(pdf, 0, 2.0)
    assert abs(picture.width - 595.28 * 2) < 2
    assert abs(picture.height - 841.89 * 2) < 2
    assert picture.stride >= picture.width * 4
    assert len(picture.data) == picture.stride * picture.height
    reds = picture.data[0::4]
    assert reds[0] == 255
    assert min(reds) < 40
    assert reds.count(255) > 0.8 * len(reds)
    assert picture.data == page_images(pdf, 2.0)[0].data
