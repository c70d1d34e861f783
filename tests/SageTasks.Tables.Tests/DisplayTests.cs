using SageTasks.Reports;

namespace SageTasks.Tables.Tests;

/// <summary>Tables of rows and sheets, to look at.</summary>
public sealed class DisplayTests
{
    [Fact]
    public void Rows_show_as_a_table_of_their_columns()
    {
        var table = TableReader.Parse("sample,depth\nliver,30\n<b>,\n").ToTable();

        Assert.Equal(["sample", "depth"], table.Columns);
        Assert.Equal([["liver", "30"], ["<b>", null]], table.Rows);
        Assert.Contains("&lt;b&gt;", table.ToHtml(), StringComparison.Ordinal);
        Assert.Empty(Array.Empty<TableRow>().ToTable().Rows);
    }

    [Fact]
    public void A_sheet_shows_its_rows_and_a_report_its_violations()
    {
        var sheet = SampleSheet.Create(["liver", "heart"], new SheetColumns<string> { { "sample", name => name } }, new SampleSheetOptions { FileName = "sheet.csv" });
        var report = new SheetReport { RowCount = 2, ViolationCount = 1, Violations = [new SheetViolation { Row = 2, Column = "sample", Value = "he art", Rule = "pattern", Message = "does not match", SchemaMessage = "No spaces" }] };

        Assert.Equal(("sheet.csv, rows: 2", "liver"), (sheet.ToTable().Caption, sheet.ToTable().Rows[0][0]));
        Assert.Equal(["2", "sample", "he art", "No spaces"], report.ToTable().Rows[0]);
        Assert.All(new IDisplayable[] { sheet, report }, shown => Assert.Contains(shown.GetType().GetCustomAttributes(inherit: false), attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute"));
    }
}
