using System.Globalization;
using System.Text;

namespace SageTasks.Tables.Tests;

public class TableWriterTests
{
    [Fact]
    public async Task Output_is_rfc_4180_with_line_feeds_and_quotes_only_where_needed()
    {
        var text = await WriteAsync(TableFormat.Csv, ["a", "b,c"], ["x", "1,5"], ["say \"hi\"", null], [" padded ", "two\nlines"], ["'=1+1'", ""]);

        Assert.Equal("a,\"b,c\"\nx,\"1,5\"\n\"say \"\"hi\"\"\",\n padded ,\"two\nlines\"\n'=1+1',\n", text);
    }

    [Fact]
    public async Task Tab_separated_output_quotes_tabs_and_leaves_commas()
    {
        var text = await WriteAsync(TableFormat.Tsv, ["a", "b"], ["1,5", "x\ty"]);

        Assert.Equal("a\tb\n1,5\t\"x\ty\"\n", text);
    }

    [Fact]
    public async Task A_table_without_rows_is_its_header() => Assert.Equal("a,b\n", await WriteAsync(TableFormat.Csv, ["a", "b"]));

    [Fact]
    public async Task Only_column_with_an_empty_cell_reads_back_as_a_row()
    {
        var text = await WriteAsync(TableFormat.Csv, ["a"], [null], ["x"]);

        Assert.Collection(TableReader.Parse(text), row => Assert.Null(row["a"]), row => Assert.Equal("x", row["a"]));
    }

    [Fact]
    public async Task What_is_written_reads_back_equal()
    {
        string?[][] rows = [["plain", "quote\"comma,"], ["new\nline", "carriage\rreturn"], ["tab\t", " space "], ["🧬", null]];

        var text = await WriteAsync(TableFormat.Csv, ["a", "b"], rows);

        Assert.Equal(rows, TableReader.Parse(text).Select(row => row.Values.ToArray()));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_refused_rather_than_replaced() =>
        Assert.Equal("a", (await Assert.ThrowsAsync<TableFormatException>(() => WriteAsync(TableFormat.Csv, ["a"], ["ok 🧬 \ud83e"]))).Column);

    [Fact]
    public async Task A_row_of_another_length_is_refused() =>
        await Assert.ThrowsAsync<TableFormatException>(() => WriteAsync(TableFormat.Csv, ["a", "b"], ["1"]));

    [Fact]
    public void Two_columns_of_one_name_are_refused() =>
        Assert.Throws<TableFormatException>(() => new TableWriter(Stream.Null, ["a", "a"]));

    [Fact]
    public async Task Columns_of_rows_are_picked_and_ordered_by_the_writer()
    {
        var stream = new MemoryStream();
        await using (var writer = new TableWriter(stream, ["b", "a"]))
        {
            await writer.WriteAsync(TableReader.Parse("a,b,c\n1,2,3\n").Single());
        }

        Assert.Equal("b,a\n2,1\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public async Task The_culture_of_the_process_does_not_matter()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            Assert.Equal("a\n1.5\n", await WriteAsync(TableFormat.Csv, ["a"], ["1.5"]));
            Assert.Equal(1.5m, TableReader.Parse("a\n1.5\n").Single().GetDecimal("a"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static async Task<string> WriteAsync(TableFormat format, string[] columns, params string?[][] rows)
    {
        var stream = new MemoryStream();
        await using (var writer = new TableWriter(stream, columns, format))
        {
            foreach (var row in rows)
            {
                await writer.WriteAsync(row);
            }
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
