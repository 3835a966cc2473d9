"""Rules about one cell: how it is written and what its column allows."""

from __future__ import annotations

from dtts.report.rules.declare import of_cell as _cell
from dtts.report.rules.declare import of_constraint as _constraint
from dtts.report.rules.declare import pair

_WRITE_AS = pair(
    "{label} “{value}” cần viết là “{proposed}”", "{label} “{value}” has to be written “{proposed}”"
)

RULES = (
    _cell(
        "type",
        "type-error",
        pair("{label} “{value}” không phải là {kind}", "{label} “{value}” is not {kind}"),
        pair("không phải là {kind}", "are not {kind}"),
        pair("Viết lại theo dạng {example}.", "Write it like {example}."),
    ),
    _cell(
        "missing-marker",
        "type-error",
        pair("{label} ghi “{value}”, là dấu thay cho số", "{label} holds “{value}”, a sign put for a figure"),
        pair("ghi dấu thay cho số (như “{value}”)", "hold a sign put for a figure (such as “{value}”)"),
        pair(
            "Dấu này có thể là không, không áp dụng, chưa thu thập hoặc giữ kín: nếu bằng không thì ghi 0, "
            "còn lại để trống ô và ghi lý do ở cột tình trạng hoặc ghi chú.",
            "Such a sign may mean zero, not applicable, not collected or suppressed: write 0 for zero, "
            "otherwise leave the cell empty and give the reason in the status or the note.",
        ),
    ),
    _cell(
        "number-form",
        "type-error",
        pair(
            "{label} “{value}” viết chưa đúng dạng số ({proposed})",
            "{label} “{value}” is not written as a number ({proposed})",
        ),
        pair("viết chưa đúng dạng số", "are not written as numbers"),
        pair(
            "Viết số liền nhau, không kèm đơn vị tính, chẳng hạn {proposed}.",
            "Write the number without spaces and without its unit, {proposed} for example.",
        ),
    ),
    _cell(
        "date-form",
        "type-error",
        pair(
            "{label} “{value}” viết chưa đúng dạng ngày/tháng/năm ({proposed})",
            "{label} “{value}” is not written as day/month/year ({proposed})",
        ),
        pair("viết chưa đúng dạng ngày/tháng/năm", "are not written as day/month/year"),
        pair(
            "Viết như {proposed}; nếu cột ghi tháng trước ngày, hãy xem lại cả những ngày khác của cột.",
            "Write {proposed}; if the column puts the month first, look at its other days too.",
        ),
    ),
    _cell(
        "ambiguous-date",
        "type-error",
        pair(
            "{label} “{value}” có thể là hai ngày khác nhau, vì cột này có ngày ghi tháng trước",
            "{label} “{value}” may be two different days, since this column has days with the month first",
        ),
        pair(
            "có thể là hai ngày khác nhau, vì cột này có ngày ghi tháng trước",
            "may be two different days, since this column has days with the month first",
        ),
        pair(
            "Ghi mọi ngày trong cột theo ngày/tháng/năm, hoặc năm-tháng-ngày (2025-12-31).",
            "Write every day of the column as day/month/year, or as year-month-day (2025-12-31).",
        ),
    ),
    _cell(
        "boolean-spelling",
        "type-error",
        _WRITE_AS,
        pair("viết khác hai giá trị được nhận", "are written unlike the two values that are understood"),
        pair(
            "Viết đúng như trong mẫu, chẳng hạn “{proposed}”.",
            "Write it as the template does, “{proposed}” for example.",
        ),
    ),
    _cell(
        "ambiguous-number",
        "type-error",
        pair(
            "{label} “{value}” có thể là {thousands} nghìn {rest} hay {thousands} phẩy {rest}",
            "{label} “{value}” may be {thousands} thousand {rest} or {thousands} point {rest}",
        ),
        pair(
            "không rõ dấu chấm, dấu phẩy là dấu thập phân hay dấu phân nhóm",
            "do not show whether the sign is decimal or groups thousands",
        ),
        pair(
            "Cho biết dấu thập phân của cột này, hoặc viết số không có dấu phân nhóm (12345 hoặc 12,345678).",
            "Say which decimal sign the column uses, or write the numbers without grouping.",
        ),
    ),
    _cell(
        "mixed-numbers",
        "type-error",
        pair(
            "{label} “{value}” viết khác các số còn lại trong cột ({style})",
            "{label} “{value}” is written unlike the other numbers of the column ({style})",
        ),
        pair(
            "viết số theo kiểu khác với phần còn lại của cột ({style})",
            "are written unlike the rest of the column ({style})",
        ),
        pair("Viết mọi số trong cột theo một kiểu.", "Write all numbers of the column in one style."),
    ),
    _cell(
        "number-precision",
        "type-error",
        pair(
            "{label} “{value}” có hơn 15 chữ số có nghĩa",
            "{label} “{value}” has more than 15 significant digits",
        ),
        pair("có hơn 15 chữ số có nghĩa", "have more than 15 significant digits"),
        pair(
            "Làm tròn số; nếu đây là mã số thì cột phải là chữ.",
            "Round the number; if it is a code, the column has to be text.",
        ),
    ),
    _cell(
        "error-cell",
        "type-error",
        pair("{label} là lỗi công thức {value}", "{label} is the formula error {value}"),
        pair("là lỗi công thức", "are formula errors"),
        pair("Sửa công thức hoặc điền giá trị.", "Correct the formula or fill in the value."),
    ),
    _cell(
        "formula-without-value",
        "type-error",
        pair(
            "{label} là công thức chưa có kết quả lưu trong tệp",
            "{label} is a formula whose result is not stored in the file",
        ),
        pair(
            "là công thức chưa có kết quả lưu trong tệp",
            "are formulas whose results are not stored in the file",
        ),
        pair(
            "Mở tệp bằng Excel, đợi tính xong, lưu rồi gửi lại.",
            "Open the file in Excel, let it compute, save and send it again.",
        ),
    ),
    _cell(
        "date-in-text",
        "type-error",
        pair(
            "{label} đã bị Excel đổi thành ngày {value}", "{label} was turned by Excel into the date {value}"
        ),
        pair("đã bị Excel đổi thành ngày", "were turned by Excel into dates"),
        pair(
            "Định dạng cột là Văn bản (Text) rồi gõ lại các ô này.",
            "Format the column as Text and type these cells again.",
        ),
    ),
    _cell(
        "code-as-number",
        "type-error",
        pair(
            "{label} “{value}” là số dài mà Excel có thể đã làm tròn",
            "{label} “{value}” is a long number that Excel may have rounded",
        ),
        pair("là số dài mà Excel có thể đã làm tròn", "are long numbers that Excel may have rounded"),
        pair(
            "Định dạng cột là Văn bản (Text) rồi gõ lại mã.",
            "Format the column as Text and type the codes again.",
        ),
    ),
    _constraint(
        "required",
        pair("{label} để trống", "{label} is empty"),
        pair("để trống", "are empty"),
        pair("Điền các ô này; cột này bắt buộc.", "Fill in these cells; the column is required."),
    ),
    _constraint(
        "leading-zero",
        pair(
            "{label} {value} thiếu số 0 ở đầu ({proposed}{named})",
            "{label} {value} has lost its leading zero ({proposed}{named})",
        ),
        pair("thiếu số 0 ở đầu", "have lost their leading zero"),
        pair(
            "Định dạng cột là Văn bản (Text) rồi gõ đủ số 0, chẳng hạn {proposed}.",
            "Format the column as Text and type the zeros, {proposed} for example.",
        ),
    ),
    _constraint(
        "invisible-code",
        pair(
            "{label} “{value}” có ký tự không nhìn thấy (cần {proposed})",
            "{label} “{value}” holds an invisible character ({proposed} is needed)",
        ),
        pair("có ký tự không nhìn thấy", "hold invisible characters"),
        pair(
            "Gõ lại các ô này, chẳng hạn {proposed}, không chép từ trang web.",
            "Type these cells again, {proposed} for example, instead of pasting them from a web page.",
        ),
    ),
    _constraint(
        "place-period",
        pair(
            "{label} {value} chưa kèm giai đoạn áp dụng ({proposed}{named})",
            "{label} {value} lacks the period in which it holds ({proposed}{named})",
        ),
        pair("chưa kèm giai đoạn áp dụng của mã", "lack the period in which the code holds"),
        pair(
            "Viết mã kèm giai đoạn, chẳng hạn {proposed}: từ 01/7/2025 một mã có thể chỉ đơn vị khác.",
            "Write the code with its period, {proposed}: since 1 July 2025 a code may name another unit.",
        ),
    ),
    _constraint(
        "place-by-name",
        pair(
            "{label} “{value}” là tên, cần ghi mã ({proposed})",
            "{label} “{value}” is a name where a code is needed ({proposed})",
        ),
        pair("ghi tên thay cho mã", "hold a name in place of a code"),
        pair("Ghi mã địa bàn, chẳng hạn {proposed}.", "Write the code of the place, {proposed} for example."),
    ),
    _constraint(
        "pattern",
        pair(
            "{label} “{value}” không đúng cách viết của cột",
            "{label} “{value}” is not written as the column asks",
        ),
        pair("không đúng cách viết của cột", "are not written as the column asks"),
        pair("Cách viết: {description} Mẫu: {pattern}", "How to write it: {description} Pattern: {pattern}"),
    ),
    _constraint(
        "enum-spelling",
        _WRITE_AS,
        pair("viết khác giá trị trong danh sách", "are written unlike the values of the list"),
        pair("Viết đúng như trong danh sách: {allowed}.", "Write them as the list does: {allowed}."),
    ),
    _constraint(
        "enum",
        pair(
            "{label} “{value}” không có trong danh sách: {allowed}",
            "{label} “{value}” is not in the list: {allowed}",
        ),
        pair("không có trong danh sách cho phép", "are not in the list of allowed values"),
        pair("Chọn một trong: {allowed}.", "Choose one of: {allowed}."),
    ),
    _constraint(
        "minimum",
        pair("{label} “{value}” nhỏ hơn {limit}", "{label} “{value}” is below {limit}"),
        pair("nhỏ hơn {limit}", "are below {limit}"),
        pair("Kiểm tra lại số liệu và đơn vị tính.", "Check the figure and its unit."),
    ),
    _constraint(
        "maximum",
        pair("{label} “{value}” lớn hơn {limit}", "{label} “{value}” is above {limit}"),
        pair("lớn hơn {limit}", "are above {limit}"),
        pair("Kiểm tra lại số liệu và đơn vị tính.", "Check the figure and its unit."),
    ),
    _constraint(
        "exclusive-minimum",
        pair("{label} “{value}” không lớn hơn {limit}", "{label} “{value}” is not above {limit}"),
        pair("không lớn hơn {limit}", "are not above {limit}"),
        pair("Kiểm tra lại số liệu và đơn vị tính.", "Check the figure and its unit."),
    ),
    _constraint(
        "exclusive-maximum",
        pair("{label} “{value}” không nhỏ hơn {limit}", "{label} “{value}” is not below {limit}"),
        pair("không nhỏ hơn {limit}", "are not below {limit}"),
        pair("Kiểm tra lại số liệu và đơn vị tính.", "Check the figure and its unit."),
    ),
    _constraint(
        "min-length",
        pair(
            "{label} “{value}” ngắn hơn {limit} ký tự", "{label} “{value}” is shorter than {limit} characters"
        ),
        pair("ngắn hơn {limit} ký tự", "are shorter than {limit} characters"),
        pair("Viết đủ nội dung ô.", "Write the value in full."),
    ),
    _constraint(
        "max-length",
        pair(
            "{label} “{value}” dài hơn {limit} ký tự", "{label} “{value}” is longer than {limit} characters"
        ),
        pair("dài hơn {limit} ký tự", "are longer than {limit} characters"),
        pair("Rút ngắn nội dung ô.", "Shorten the value."),
    ),
)
