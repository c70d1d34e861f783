namespace SageTasks.Tables.Tests;

public class TableRowTests
{
    private static readonly TableHeader Header = new(["text", "number", "flag", "when", "list"], "syn123");

    [Fact]
    public void Cells_are_read_as_types()
    {
        var row = Row("abc", "-42", "TRUE", "2026-03-01T12:30:00.5+02:00", """["x","y, z",3]""");

        Assert.Equal("abc", row.GetString("text"));
        Assert.Equal(-42, row.GetInt32("number"));
        Assert.Equal(-42L, row.GetInt64("number"));
        Assert.Equal(-42m, row.GetDecimal("number"));
        Assert.Equal(-42d, row.GetDouble("number"));
        Assert.True(row.GetBoolean("flag"));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 30, 0, 500, TimeSpan.FromHours(2)), row.GetDateTimeOffset("when"));
        Assert.Equal(["x", "y, z", "3"], row.GetList("list"));
    }

    [Theory]
    [InlineData("2026-03-01", "2026-03-01T00:00:00Z")]
    [InlineData("2026-03-01T12:30", "2026-03-01T12:30:00Z")]
    [InlineData("2026-03-01T12:30:00", "2026-03-01T12:30:00Z")]
    [InlineData("2026-03-01 12:30:00", "2026-03-01T12:30:00Z")]
    [InlineData("2026-03-01T12:30:00.1234567Z", "2026-03-01T12:30:00.1234567Z")]
    public void A_time_without_a_zone_is_utc(string text, string expected)
    {
        var when = Row(null, null, null, text, null).GetDateTimeOffset("when");

        Assert.Equal(TimeSpan.Zero, when.Offset);
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), when);
    }

    [Fact]
    public void Unix_milliseconds_are_read_where_the_caller_says_so()
    {
        var row = Row(null, "1577836800000", null, null, null);

        Assert.Equal(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), row.GetUnixMilliseconds("number"));
        Assert.Throws<TableFormatException>(() => row.GetDateTimeOffset("number"));
        Assert.Throws<TableFormatException>(() => Row(null, "9223372036854775807", null, null, null).GetUnixMilliseconds("number"));
    }

    [Fact]
    public void An_empty_cell_is_missing()
    {
        var row = Row("", null, null, null, null);

        Assert.Null(row["text"]);
        Assert.Null(row.GetInt32OrNull("number"));
        Assert.Null(row.GetInt64OrNull("number"));
        Assert.Null(row.GetDecimalOrNull("number"));
        Assert.Null(row.GetDoubleOrNull("number"));
        Assert.Null(row.GetBooleanOrNull("flag"));
        Assert.Null(row.GetDateTimeOffsetOrNull("when"));
        Assert.Null(row.GetUnixMillisecondsOrNull("when"));
        Assert.Empty(row.GetList("list"));
        Assert.Contains("column 'text': the cell is empty", Assert.Throws<TableFormatException>(() => row.GetString("text")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,000")]
    [InlineData("1.5")]
    [InlineData(" 1")]
    [InlineData("0x1")]
    [InlineData("99999999999")]
    public void What_is_no_whole_number_is_refused(string text)
    {
        var error = Assert.Throws<TableFormatException>(() => Row(null, text, null, null, null).GetInt32("number"));

        Assert.Equal(("syn123", "number", text), (error.Table, error.Column, error.Value));
    }

    [Theory]
    [InlineData("[1,")]
    [InlineData("[a,b]")]
    [InlineData("[[1]]")]
    public void A_broken_list_is_refused_and_not_taken_as_text(string text) =>
        Assert.Throws<TableFormatException>(() => Row(null, null, null, null, text).GetList("list"));

    [Fact]
    public void A_column_that_is_not_there_is_named_with_the_ones_that_are()
    {
        var row = Row("abc", null, null, null, null);

        Assert.Contains("did you mean 'text'?", Assert.Throws<TableFormatException>(() => row["Text"]).Message, StringComparison.Ordinal);
        Assert.Contains("text, number, flag", Assert.Throws<TableFormatException>(() => row["size"]).Message, StringComparison.Ordinal);
        Assert.Null(row.Find("size"));
        Assert.Equal("abc", row.Find("text"));
    }

    [Fact]
    public void A_row_has_a_cell_for_each_column() =>
        Assert.Throws<TableFormatException>(() => new TableRow(Header, ["only one"]));

    [Fact]
    public void Annotations_become_a_row_and_lists_survive()
    {
        var row = TableRow.FromAnnotations(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["tissue"] = ["liver"],
            ["assay"] = ["rna-seq", "atac \"x\""],
            ["odd"] = ["[not json"],
            ["none"] = [],
        });

        Assert.Equal(["assay", "none", "odd", "tissue"], row.Header.Columns);
        Assert.Equal("liver", row.GetString("tissue"));
        Assert.Equal(["rna-seq", "atac \"x\""], row.GetList("assay"));
        Assert.Equal(["[not json"], row.GetList("odd"));
        Assert.Null(row["none"]);
    }

    [Fact]
    public void Many_annotated_things_share_one_header()
    {
        var header = new TableHeader(["tissue", "sex"]);

        var row = TableRow.FromAnnotations(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["tissue"] = ["liver"], ["age"] = ["4"] }, header);

        Assert.Equal(["liver", null], row.Values);
    }

    private static TableRow Row(params string?[] values) => new(Header, values);
}
