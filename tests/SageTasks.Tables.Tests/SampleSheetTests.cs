using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SageTasks.Tables.Tests;

[Collection(MeasuresMemory.Name)]
public class SampleSheetTests
{
    private const string Schema = """
        {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "sample": { "type": "string", "pattern": "^\\S+$", "errorMessage": "A sample needs a name without spaces" },
              "fastq_1": { "type": "string", "pattern": "\\.fq$" },
              "fastq_2": { "type": "string", "pattern": "\\.fq$" },
              "strandedness": { "enum": ["auto", "forward"] }
            },
            "required": ["sample", "fastq_1"]
          },
          "uniqueEntries": ["sample"]
        }
        """;

    private static readonly Sample[] Samples = [new("B", "b_1.fq", "b_2.fq"), new("A", "a_1.fq")];

    [Fact]
    public void A_sheet_is_made_from_rows_and_columns()
    {
        var sheet = SampleSheet.Create(Samples, Sample.Columns, new SampleSheetOptions { Schema = SheetSchema.Parse(Schema) });

        const string Expected = "sample,fastq_1,fastq_2,strandedness\nB,b_1.fq,b_2.fq,auto\nA,a_1.fq,,auto\n";
        Assert.Equal(Expected, Encoding.UTF8.GetString(sheet.Content.Span));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Expected))), sheet.Sha256);
        Assert.Equal(("samplesheet.csv", 2L), (sheet.FileName, sheet.RowCount));
        Assert.Equal(["sample", "fastq_1", "fastq_2", "strandedness"], sheet.Columns);
        Assert.Empty(sheet.Warnings);
    }

    [Fact]
    public void The_same_sheet_has_the_same_digest_today_and_in_a_year() =>
        Assert.Equal("d6aa2812ee096da1727bd0f363b5cba8c73aeb7a04792fafe0830506e4210f55", SampleSheet.Create(Samples, Sample.Columns).Sha256);

    [Fact]
    public async Task Memory_stream_and_sequence_make_the_same_bytes()
    {
        var stream = new MemoryStream();

        var inMemory = SampleSheet.Create(Samples, Sample.Columns);
        var fromSequence = await SampleSheet.CreateAsync(Samples.ToAsyncEnumerable(), Sample.Columns);
        var streamed = await SampleSheet.WriteAsync(stream, Samples.ToAsyncEnumerable(), Sample.Columns);

        Assert.True(stream.CanWrite);
        Assert.Equal(inMemory.Content.ToArray(), stream.ToArray());
        Assert.Equal(inMemory.Content.ToArray(), fromSequence.Content.ToArray());
        Assert.Equal([inMemory.Sha256, inMemory.Sha256], [streamed.Sha256, fromSequence.Sha256]);
        Assert.Equal((stream.Length, 2L), (streamed.ByteCount, streamed.RowCount));
    }

    [Fact]
    public void Sorted_rows_make_one_sheet_of_any_order_and_equal_keys_keep_theirs()
    {
        Sample[] rows = [new("b", "2.fq"), new("B", "1.fq"), new("a", "x.fq", "2"), new("a", "x.fq", "1"), new("a", "w.fq")];
        var options = new SampleSheetOptions { SortBy = ["sample", "fastq_1"] };

        var sheet = SampleSheet.Create(rows, Sample.Columns, options);

        Assert.Equal(
            ["B,1.fq,,auto", "a,w.fq,,auto", "a,x.fq,2,auto", "a,x.fq,1,auto", "b,2.fq,,auto"],
            Encoding.UTF8.GetString(sheet.Content.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1));
        Assert.Equal(
            SampleSheet.Create(Samples, Sample.Columns, options).Sha256,
            SampleSheet.Create(Samples.Reverse(), Sample.Columns, options).Sha256);
    }

    [Fact]
    public async Task A_streamed_sheet_is_not_sorted_behind_your_back()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => SampleSheet.WriteAsync(Stream.Null, Samples.ToAsyncEnumerable(), Sample.Columns, new SampleSheetOptions { SortBy = ["sample"] }));

        Assert.Contains("cannot be sorted", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_value_is_written_independent_of_culture()
    {
        var columns = new SheetColumns<int>
        {
            { "text", n => "x" },
            { "int", n => n },
            { "long", n => 5_000_000_000L },
            { "maybe", n => n > 1 ? n : null },
            { "decimal", n => 1.50m },
            { "double", n => 0.1d + 0.2d },
            { "float", n => 2f },
            { "flag", n => n == 1 },
            { "when", n => new DateTimeOffset(2026, 3, 1, 14, 30, 0, TimeSpan.FromHours(2)) },
            { "instant", n => (DateTimeOffset?)new DateTimeOffset(2026, 3, 1, 0, 0, 0, 250, TimeSpan.Zero) },
        };

        var sheet = SampleSheet.Create([1], columns);

        Assert.Equal(
            "x,1,5000000000,,1.50,0.30000000000000004,2,true,2026-03-01T12:30:00Z,2026-03-01T00:00:00.25Z",
            Encoding.UTF8.GetString(sheet.Content.Span).Split('\n')[1]);
    }

    [Fact]
    public void The_culture_of_the_process_changes_no_byte_and_no_word()
    {
        var columns = new SheetColumns<int>
        {
            { "id", n => $"I{n}" },
            { "number", n => -1.5 * n },
            { "whole", n => -1_000_000 * n },
            { "exact", n => -1234.50m * n },
            { "when", n => new DateTimeOffset(2026, 3, 1, 12, 0, n, TimeSpan.Zero) },
            { "flag", n => n > 1 },
        };
        var options = new SampleSheetOptions { SortBy = ["id"], Schema = SheetSchema.Parse("""{"type":"array","items":{"properties":{"number":{"type":"number"},"flag":{"type":"boolean"}}}}""") };
        var strict = new SampleSheetOptions { SortBy = ["id"], Schema = SheetSchema.Parse("""{"type":"array","items":{"properties":{"number":{"type":"number","minimum":0.5}}}}""") };

        var here = (SampleSheet.Create([2, 1], columns, options).Sha256, Words());
        var there = InAnotherCulture(() => (SampleSheet.Create([2, 1], columns, options).Sha256, Words()));

        Assert.Equal(here, there);

        string Words() => Assert.Throws<SheetValidationException>(() => SampleSheet.Create([2, 1], columns, strict)).Message;
    }

    [Fact]
    public void All_violations_come_in_one_error()
    {
        Sample[] rows = [new("A", "a.fq"), new("B B", "b.txt"), new("", "c.fq"), new("A", "d.fq", Strandedness: "odd")];

        var error = Assert.Throws<SheetValidationException>(
            () => SampleSheet.Create(rows, Sample.Columns, new SampleSheetOptions { Schema = SheetSchema.Parse(Schema) }));

        Assert.Equal(
            ["2 sample pattern", "2 fastq_1 pattern", "3 sample required", "4 strandedness enum", "4 sample uniqueEntries"],
            error.Report.Violations.Select(violation => string.Create(CultureInfo.InvariantCulture, $"{violation.Row} {violation.Column} {violation.Rule}")));
        Assert.Contains("samplesheet.csv breaks its schema in 5 places", error.Message, StringComparison.Ordinal);
        Assert.Contains("row 2, column 'sample': 'B B' does not match ^\\S+$. A sample needs a name without spaces", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Very_many_violations_are_counted_and_the_first_are_listed()
    {
        var rows = Enumerable.Range(0, 1000).ToAsyncEnumerable().Select(i => new Sample($"bad name {i}", "a.fq"));
        var options = new SampleSheetOptions { Schema = SheetSchema.Parse(Schema), Check = new SheetCheckOptions { ViolationLimit = 3 } };

        var error = await Assert.ThrowsAsync<SheetValidationException>(() => SampleSheet.WriteAsync(Stream.Null, rows, Sample.Columns, options));

        Assert.Equal((3, 1000L), (error.Report.Violations.Count, error.Report.ViolationCount));
        Assert.EndsWith("and 997 more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_break_in_a_cell_is_a_warning_since_nextflow_reads_line_by_line()
    {
        var sheet = SampleSheet.Create([new Sample("A\nB", "a.fq")], Sample.Columns);

        Assert.Contains("row 1, column 'sample'", Assert.Single(sheet.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_tells_the_format()
    {
        var sheet = SampleSheet.Create(Samples, Sample.Columns, new SampleSheetOptions { FileName = "sheet.tsv" });

        Assert.StartsWith("sample\tfastq_1\t", Encoding.UTF8.GetString(sheet.Content.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs/sheet.csv")]
    [InlineData("..\\sheet.csv")]
    [InlineData(" ")]
    public void A_name_with_a_folder_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => SampleSheet.Create(Samples, Sample.Columns, new SampleSheetOptions { FileName = name }));

    [Fact]
    public void A_sort_key_that_is_no_column_is_refused() =>
        Assert.Throws<ArgumentException>(() => SampleSheet.Create(Samples, Sample.Columns, new SampleSheetOptions { SortBy = ["name"] }));

    [Fact]
    public void Two_columns_of_one_name_are_refused() =>
        Assert.Throws<ArgumentException>(() => new SheetColumns<Sample> { { "sample", s => s.Name }, { "sample", s => s.Forward } });

    [Fact]
    public void A_sheet_without_columns_is_refused() =>
        Assert.Throws<ArgumentException>(() => SampleSheet.Create(Samples, new SheetColumns<Sample>()));

    [Fact]
    public void Rows_of_a_table_become_a_sheet_with_computed_columns()
    {
        var columns = TableRowColumns.Of("id", "tissue");
        columns.Add("fastq_1", row => $"s3://bucket/{row["id"]}.fq");

        var sheet = SampleSheet.Create(TableReader.Parse("tissue,id,note\nliver,A,x\n"), columns);

        Assert.Equal("id,tissue,fastq_1\nA,liver,s3://bucket/A.fq\n", Encoding.UTF8.GetString(sheet.Content.Span));
    }

    [Fact]
    public void A_sheet_without_rows_is_its_header_and_a_warning_where_there_is_a_schema()
    {
        var sheet = SampleSheet.Create<Sample>([], Sample.Columns, new SampleSheetOptions { Schema = SheetSchema.Parse(Schema) });

        Assert.Equal("sample,fastq_1,fastq_2,strandedness\n", Encoding.UTF8.GetString(sheet.Content.Span));
        Assert.Equal(["the sheet has no rows"], sheet.Warnings);
    }

    [Fact]
    public void A_sheet_survives_an_orchestrators_serializer()
    {
        var sheet = SampleSheet.Create(Samples, Sample.Columns);

        var back = JsonSerializer.Deserialize<SampleSheet>(JsonSerializer.Serialize(sheet))!;

        Assert.Equal(sheet.Content.ToArray(), back.Content.ToArray());
        Assert.Equal((sheet.Sha256, sheet.FileName, sheet.RowCount), (back.Sha256, back.FileName, back.RowCount));
    }

    [Fact]
    public async Task A_cancelled_token_stops_a_streamed_sheet()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => SampleSheet.WriteAsync(Stream.Null, Endless(), Sample.Columns, cancellationToken: cancelled.Token));

        static async IAsyncEnumerable<Sample> Endless([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            while (true)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                yield return Samples[0];
            }
        }
    }

    [Fact]
    public async Task A_destination_that_is_full_is_an_error_of_the_destination()
    {
        var rows = Enumerable.Range(0, 200_000).ToAsyncEnumerable().Select(i => new Sample($"S{i}", "a.fq"));

        var error = await Assert.ThrowsAsync<IOException>(() => SampleSheet.WriteAsync(new FullDisk(), rows, Sample.Columns));

        Assert.Equal("No space left on device", error.Message);
    }

    [Fact]
    public async Task A_large_sheet_is_streamed_in_the_memory_of_a_small_one()
    {
        long peak = 0;
        var rows = Enumerable.Range(0, 200_000).ToAsyncEnumerable().Select(i =>
        {
            peak = i % 40_000 == 0 ? Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true)) : peak;
            return new Sample($"S{i}", $"s3://bucket/folder/sample_{i}_R1.fq", $"s3://bucket/folder/sample_{i}_R2.fq");
        });
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var written = await SampleSheet.WriteAsync(Stream.Null, rows, Sample.Columns, new SampleSheetOptions { Schema = SheetSchema.Parse(Schema) });

        Assert.Equal(200_000, written.RowCount);
        Assert.InRange(peak - before, long.MinValue, 40L * 1024 * 1024);
    }

    // Made by hand, since a machine without culture data knows none but the invariant one.
    private static T InAnotherCulture<T>(Func<T> action)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (other.NumberFormat.NegativeSign, other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NumberGroupSeparator) = ("\u2212", ",", ".");
            (other.DateTimeFormat.TimeSeparator, other.DateTimeFormat.DateSeparator) = (".", "/");
            CultureInfo.CurrentCulture = other;
            Assert.Equal("\u22121,5", (-1.5).ToString(CultureInfo.CurrentCulture));
            return action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromException(new IOException("No space left on device"));
    }
}
