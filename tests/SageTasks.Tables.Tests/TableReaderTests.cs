using System.Globalization;
using System.Text;

namespace SageTasks.Tables.Tests;

[Collection(MeasuresMemory.Name)]
public class TableReaderTests
{
    [Fact]
    public async Task Rows_are_read_by_column_name_with_quotes_and_a_byte_order_mark()
    {
        var text = "\uFEFFsample,note\r\nA,\"said \"\"go\"\", then\nwent\"\r\n\r\nB,\r\n";

        var rows = await ReadAsync(Encoding.UTF8.GetBytes(text));

        Assert.Equal(["sample", "note"], rows[0].Header.Columns);
        Assert.Equal("said \"go\", then\nwent", rows[0]["note"]);
        Assert.Equal(2, rows[0].Line);
        Assert.Null(rows[1]["note"]);
        Assert.Equal(5, rows[1].Line);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public async Task Every_unicode_byte_order_mark_is_honoured(string encodingName)
    {
        var encoding = Encoding.GetEncoding(encodingName);

        var rows = await ReadAsync([.. encoding.GetPreamble(), .. encoding.GetBytes("sample\nÅsa 🧬\n")]);

        Assert.Equal("Åsa 🧬", rows.Single().GetString("sample"));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Every_line_end_separates_rows_and_stays_as_it_is_inside_of_quotes(string end)
    {
        var text = $"a\tb{end}\"x{end}y\"\t\"\"{end}{end}\"\ttab\"\t2";

        var streamed = await ReadAsync(Encoding.UTF8.GetBytes(text), new TableReadOptions { Format = TableFormat.Tsv });
        var parsed = TableReader.Parse(text, new TableReadOptions { Format = TableFormat.Tsv }).ToList();

        Assert.Equal([[$"x{end}y", null], ["\ttab", "2"]], streamed.Select(row => row.Values));
        Assert.Equal(streamed.Select(row => row.Values), parsed.Select(row => row.Values));
        Assert.Equal([2L, 5L], streamed.Select(row => row.Line!.Value));
        Assert.Equal([2L, 5L], parsed.Select(row => row.Line!.Value));
    }

    [Fact]
    public async Task Tab_separated_text_keeps_its_commas()
    {
        var rows = await ReadAsync("a\tb\n1,5\t2\n"u8.ToArray(), new TableReadOptions { Format = TableFormat.Tsv });

        Assert.Equal("1,5", rows.Single()["a"]);
    }

    [Theory]
    [InlineData("a,b,a\n1,2,3\n", "line 1", "'a' occurs twice")]
    [InlineData("a,b,\n1,2,3\n", "line 1", "column 3 of 3 is blank")]
    [InlineData("a,b\n1,2\n3\n", "line 3", "1 cells, the header has 2 columns (a, b)")]
    [InlineData("a,b\n1,2,3\n", "line 2", "3 cells, the header has 2")]
    [InlineData("a,b\n\"x\ny\",2\n1,2,3\n", "line 4", "3 cells")]
    [InlineData("a,b\n1,x\"y\n", "line 2", "quote")]
    [InlineData("a,b\n1,2\n3,\"open\n", "line 3", "quote")]
    [InlineData("", "sheet.csv", "there is no header")]
    [InlineData("\n\n", "sheet.csv", "there is no header")]
    public async Task Text_that_is_no_table_is_refused_with_its_line(string text, string place, string problem)
    {
        var options = new TableReadOptions { Name = "sheet.csv" };

        var streamed = await Assert.ThrowsAsync<TableFormatException>(() => ReadAsync(Encoding.UTF8.GetBytes(text), options));
        var parsed = Assert.Throws<TableFormatException>(() => TableReader.Parse(text, options).ToList());

        Assert.Contains("sheet.csv", streamed.Message, StringComparison.Ordinal);
        Assert.Contains(place, streamed.Message, StringComparison.Ordinal);
        Assert.Contains(problem, streamed.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(streamed.Message, parsed.Message);
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_refused_rather_than_replaced()
    {
        var latin1 = Encoding.Latin1.GetBytes("sample\nA\nÅsa\n");

        var error = await Assert.ThrowsAsync<TableFormatException>(() => ReadAsync(latin1));

        Assert.Equal(3, error.Line);
        Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_forgotten_quote_does_not_pull_the_whole_file_into_memory()
    {
        var text = "a,b\n\"" + new string('x', 300_000) + "\n";

        var error = await Assert.ThrowsAsync<TableFormatException>(
            () => ReadAsync(Encoding.UTF8.GetBytes(text), new TableReadOptions { MaxRowBytes = 1000, Name = "big.csv" }));

        Assert.Equal("big.csv, line 2: the row is longer than 1000 bytes (MaxRowBytes); a closing quote may be missing.", error.Message);
    }

    [Fact]
    public void The_parsers_words_are_kept_without_its_own_counting() =>
        Assert.Equal(
            "table, line 2: a quote inside an unquoted field (byte offset 7).",
            Assert.Throws<TableFormatException>(() => TableReader.Parse("a,b\n1,x\"y\n").Count()).Message);

    [Fact]
    public async Task Whitespace_is_kept_unless_the_caller_asks()
    {
        var text = "a,b\n x ,\" y \"\n"u8.ToArray();

        var asIs = (await ReadAsync(text)).Single();
        var trimmed = (await ReadAsync(text, new TableReadOptions { TrimWhitespace = true })).Single();

        Assert.Equal([" x ", " y "], asIs.Values);
        Assert.Equal(["x", " y "], trimmed.Values);
    }

    [Fact]
    public async Task A_projection_makes_typed_rows_and_its_errors_name_line_column_and_value()
    {
        var stream = new MemoryStream("id,age\nA,41\nB,old\n"u8.ToArray());
        var ages = new List<(string, int)>();

        var error = await Assert.ThrowsAsync<TableFormatException>(async () =>
        {
            await foreach (var person in TableReader.ReadAsync(stream, row => (row.GetString("id"), row.GetInt32("age"))))
            {
                ages.Add(person);
            }
        });

        Assert.Equal([("A", 41)], ages);
        Assert.Equal((3L, "age", "old"), (error.Line, error.Column, error.Value));
        Assert.Equal("table, line 3, column 'age': 'old' is not a whole number of 32 bits.", error.Message);
    }

    [Fact]
    public async Task A_file_names_itself_in_errors_and_its_ending_tells_the_format()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.tsv");
        await File.WriteAllTextAsync(path, "a\tb\n1\t2\n3\n");
        try
        {
            var error = await Assert.ThrowsAsync<TableFormatException>(async () => await TableReader.ReadFileAsync(path).CountAsync());

            Assert.Contains(Path.GetFileName(path) + ", line 3", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task The_stream_stays_open_for_its_owner()
    {
        var stream = new MemoryStream("a\n1\n"u8.ToArray());

        _ = await TableReader.ReadAsync(stream).CountAsync();

        Assert.True(stream.CanRead);
    }

    [Fact]
    public async Task A_cancelled_token_stops_the_reading()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await TableReader.ReadAsync(new MemoryStream("a\n1\n"u8.ToArray()), cancellationToken: cancelled.Token).CountAsync());
    }

    [Fact]
    public async Task A_large_table_is_read_without_being_held()
    {
        const int Rows = 200_000;
        var stream = new GeneratedText("id,value\n", i => string.Create(CultureInfo.InvariantCulture, $"sample{i},{i}\n"), Rows);
        long sum = 0;
        long peak = 0;

        await foreach (var row in TableReader.ReadAsync(stream))
        {
            sum += row.GetInt64("value");
            peak = row.Line % 20_000 == 0 ? Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true)) : peak;
        }

        Assert.Equal((long)Rows * (Rows - 1) / 2, sum);
        Assert.InRange(peak, 1, 64L * 1024 * 1024);
    }

    private static async Task<List<TableRow>> ReadAsync(byte[] content, TableReadOptions? options = null) =>
        await TableReader.ReadAsync(new MemoryStream(content), options).ToListAsync();
}
