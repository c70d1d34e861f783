using System.Text.Json;

namespace SageTasks.Tables.Tests;

[Collection(MeasuresMemory.Name)]
public class SheetSchemaTests
{
    [Fact]
    public void Each_of_several_columns_can_be_unique_by_itself()
    {
        var schema = Schema("""
            {"type":"array","items":{"type":"object","properties":{"id":{},"file":{}}},
             "allOf":[{"uniqueEntries":["id"]},{"uniqueEntries":["file"]}]}
            """);

        var violations = schema.Check(TableReader.Parse("id,file\nA,1\nB,1\nA,2\n")).Violations;

        Assert.Equal(
            [(2L, "file", "1", "the row has the same file as row 1 (1)"), (3L, "id", "A", "the row has the same id as row 1 (A)")],
            violations.Select(violation => (violation.Row!.Value, violation.Column!, violation.Value!, violation.Message)));
    }

    [Fact]
    public void Rules_about_all_rows_speak_with_the_schemas_own_words_too()
    {
        var schema = Schema("""
            {"type":"array","items":{"type":"object","properties":{"id":{},"lane":{}}},"minItems":4,"errorMessage":"four samples are needed",
             "allOf":[{"uniqueEntries":["id","lane"],"errorMessage":"one row for each lane of a sample"},{"uniqueItems":true}]}
            """);

        var violations = schema.Check(TableReader.Parse("id,lane\nA,1\nA,1\n")).Violations;

        Assert.Equal(
            [("uniqueEntries", "one row for each lane of a sample"), ("uniqueItems", "four samples are needed"), ("minItems", "four samples are needed")],
            violations.Select(violation => (violation.Rule, violation.SchemaMessage!)));
        Assert.Contains("(A, 1)", violations[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_have_none_of_the_unique_columns_are_not_compared()
    {
        var schema = Schema("""{"type":"array","items":{"type":"object"},"uniqueEntries":["id","lane"]}""");

        Assert.Equal([4L], schema.Check(TableReader.Parse("id,lane\nA,\n,\n,\nA,\n,A\n")).Violations.Select(violation => violation.Row!.Value));
    }

    [Fact]
    public void Values_that_differ_only_in_where_they_end_are_different()
    {
        var schema = Schema("""{"type":"array","items":{"type":"object"},"uniqueEntries":["a","b"]}""");

        Assert.True(schema.Check(TableReader.Parse("a,b\nxy,z\nx,yz\nxyz,\n,xyz\n")).IsValid);
    }

    [Theory]
    [InlineData("a\n1\n", "at least 2 rows are needed, there are 1")]
    [InlineData("a\n1\n2\n3\n4\n", "at most 3 rows are needed, there are 4")]
    [InlineData("a\n1\n2\n1\n", "the row has the same a as row 1 (1)")]
    public void The_list_has_rules_of_its_own(string sheet, string message)
    {
        var schema = Schema("""{"type":"array","items":{"type":"object","properties":{"a":{}}},"minItems":2,"maxItems":3,"uniqueItems":true}""");

        Assert.Equal(message, Assert.Single(schema.Check(TableReader.Parse(sheet)).Violations).Message);
    }

    [Fact]
    public void What_cannot_be_checked_is_listed_and_warned_of_in_every_report()
    {
        var schema = Schema("""
            {"type":"array","items":{"type":"object","properties":{"a":{"format":"iri"}},"unevaluatedProperties":false},
             "anyOf":[{"minItems":1}]}
            """);

        var report = schema.Check(TableReader.Parse("a\n1\n"));

        Assert.Equal(
            ["#/anyOf", "#/items/properties/a/format", "#/items/unevaluatedProperties"],
            schema.UnsupportedKeywords.Select(keyword => keyword.Location).Order(StringComparer.Ordinal));
        Assert.Equal(3, report.Warnings.Count(warning => warning.EndsWith("is not checked here", StringComparison.Ordinal)));
    }

    [Fact]
    public void Annotations_of_pipelines_are_no_keywords_that_could_refuse() =>
        Assert.Empty(Schema("""
            {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"x","title":"t","description":"d","type":"array",
             "items":{"type":"object","properties":{"a":{"type":"string","format":"file-path","exists":true,"mimetype":"text/csv",
               "schema":"assets/x.json","meta":["id"],"errorMessage":"e","help_text":"h","fa_icon":"f","hidden":false,"default":"x","examples":["y"]},
               "b":{"format":"directory-path"},"c":{"format":"path"},"d":{"format":"file-path-pattern"}}}}
            """).UnsupportedKeywords);

    [Theory]
    [InlineData("a", "x", "integer", "text, but must be a whole number")]
    [InlineData("a", "1.5", "integer", "a number, but must be a whole number")]
    [InlineData("a", "FALSE", "string", "a truth value, but must be text")]
    [InlineData("a", "-0.5e3", "string", "a whole number, but must be text")]
    [InlineData("a", ".5", "string", "a number, but must be text")]
    [InlineData("a", "2.5f", "string", "a number, but must be text")]
    public void A_cell_is_typed_by_how_it_looks(string column, string cell, string type, string message)
    {
        var schema = Schema("""{"type":"array","items":{"type":"object","properties":{"a":{"type":"TYPE"}}}}""".Replace("TYPE", type, StringComparison.Ordinal));

        var violation = Assert.Single(schema.Check(TableReader.Parse($"{column}\n{cell}\n")).Violations);

        Assert.Contains(message, violation.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1d")]
    [InlineData("0x1F")]
    [InlineData("1-2")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("1,5")]
    [InlineData("1e")]
    [InlineData("NaN")]
    [InlineData("truely")]
    [InlineData("nulls")]
    public void What_only_begins_like_a_number_or_a_literal_is_text(string cell)
    {
        var schema = Schema("""{"type":"array","items":{"type":"object","properties":{"a":{"type":"string"}}}}""");

        Assert.Equal([], schema.Check([new TableRow(new TableHeader(["a"]), [cell])]).Violations);
    }

    [Theory]
    [InlineData("integer", "2")]
    [InlineData("integer", "\"2\"")]
    [InlineData("integer", " 2 ")]
    [InlineData("integer", "2.0")]
    [InlineData("number", "-0.5")]
    [InlineData("number", "1e-300")]
    [InlineData("boolean", "true")]
    [InlineData("boolean", "FALSE")]
    [InlineData("string", "two")]
    [InlineData("string", "")]
    public void Text_is_taken_for_what_the_column_wants(string type, string cell)
    {
        var schema = Schema("""{"type":"array","items":{"type":"object","properties":{"a":{"type":"TYPE"},"b":{}}}}""".Replace("TYPE", type, StringComparison.Ordinal));

        Assert.Equal([], schema.Check(TableReader.Parse($"a,b\n{cell},x\n")).Violations);
    }

    [Fact]
    public void Numbers_too_small_or_too_long_for_a_decimal_are_not_rounded()
    {
        var schema = Schema("""{"type":"array","items":{"type":"object","properties":{"p":{"exclusiveMinimum":0}}},"uniqueEntries":["p"]}""");

        var violations = schema.Check(TableReader.Parse("p\n1e-40\n2e-40\n0.10000000000000000000000000000000001\n0.1\n1e400\n10.0e399\n0e5\n")).Violations;

        Assert.Equal([(6L, "uniqueEntries"), (7L, "exclusiveMinimum")], violations.Select(violation => (violation.Row!.Value, violation.Rule)));
    }

    [Theory]
    [InlineData("file-path", "s3://bucket/run_?.fq", false)]
    [InlineData("file-path", "/data/a[12].fq", false)]
    [InlineData("directory-path", "gs://bucket/*/results", false)]
    [InlineData("path", "reads_{1,2}.fq", false)]
    [InlineData("file-path", "https://host/a.fq?versions=*", true)]
    [InlineData("file-path", "a{1}.fq", true)]
    [InlineData("file-path", "a\\[1\\].fq", true)]
    [InlineData("file-path", "a]b.fq", true)]
    [InlineData("path", "syn://syn123", true)]
    [InlineData("file-path-pattern", "reads_{1,2}.fq", true)]
    [InlineData("file-path-pattern", "reads.fq", true)]
    public void A_pattern_of_many_files_is_no_path(string format, string cell, bool taken)
    {
        var schema = Schema("""{"type":"array","items":{"type":"object","properties":{"a":{"type":"string","format":"FORMAT","errorMessage":"one, please"}}}}""".Replace("FORMAT", format, StringComparison.Ordinal));

        var violations = schema.Check([new TableRow(new TableHeader(["a"]), [cell])]).Violations;

        Assert.Equal(taken ? [] : [("format", cell, "one, please")], violations.Select(violation => (violation.Rule, violation.Value!, violation.SchemaMessage!)));
    }

    [Fact]
    public void Names_that_are_one_but_for_blanks_are_two_columns_of_one_name()
    {
        var schema = Schema("""{"type":"array","items":{"type":"object","properties":{"a":{}}}}""");

        Assert.Throws<TableFormatException>(() => schema.Check(TableReader.Parse("a, a\n1,2\n")));
    }

    [Fact]
    public void A_row_schema_may_be_referred_to()
    {
        var schema = Schema("""{"type":"array","items":{"$ref":"#/$defs/row"},"$defs":{"row":{"type":"object","required":["a"],"properties":{"a":{"maxLength":1}}}}}""");

        var report = schema.Check(TableReader.Parse("a,b\nxy,1\n,2\n"));

        Assert.Equal([(1L, "maxLength"), (2L, "required")], report.Violations.Select(violation => (violation.Row!.Value, violation.Rule)));
        Assert.Equal(["the schema does not know the column 'b'"], report.Warnings);
        Assert.Equal(("a", true), (schema.Columns.Single().Name, schema.Columns.Single().IsRequired));
    }

    [Fact]
    public void Rows_can_depend_on_conditions()
    {
        var schema = Schema("""
            {"type":"array","items":{"type":"object","properties":{"status":{"type":"integer"},"normal":{"type":"string"}},
             "if":{"properties":{"status":{"const":1}},"required":["status"]},"then":{"required":["normal"]}}}
            """);

        var violation = Assert.Single(schema.Check(TableReader.Parse("status,normal\n0,\n1,N\n1,\n,\n")).Violations);

        Assert.Equal((3L, "normal"), (violation.Row, violation.Column));
    }

    [Fact]
    public void Rows_under_different_headers_are_not_mistaken_for_one_table()
    {
        var schema = Schema("""{"type":"array","items":{"type":"object"}}""");
        TableRow[] rows = [new(new TableHeader(["a", "b"]), ["1", "2"]), new(new TableHeader(["a", "b"]), ["3", "4"]), new(new TableHeader(["b", "a"]), ["5", "6"])];

        Assert.True(schema.Check(rows[..2]).IsValid);
        Assert.Contains("row 3 has the columns b, a", Assert.Throws<TableFormatException>(() => schema.Check(rows)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"type":"object","properties":{}}""")]
    [InlineData("""{"type":"object","items":{}}""")]
    [InlineData("""{"type":"array","items":{"type":"string"}}""")]
    [InlineData("nonsense")]
    public void What_is_no_schema_of_a_sheet_is_refused(string text) => Assert.Throws<InvalidSchemaException>(() => Schema(text));

    [Fact]
    public void A_report_survives_an_orchestrators_serializer()
    {
        var schema = Schema("""{"type":"array","items":{"type":"object","required":["b"]}}""");
        var report = schema.Check(TableReader.Parse("a,b\n1,\n"));

        var back = JsonSerializer.Deserialize<SheetReport>(JsonSerializer.Serialize(report))!;

        Assert.Equal(report.Violations, back.Violations);
        Assert.Equal((report.RowCount, report.ViolationCount, report.IsValid), (back.RowCount, back.ViolationCount, back.IsValid));
    }

    [Fact]
    public async Task A_million_unique_rows_take_some_bytes_each_however_long_they_are()
    {
        const int Rows = 1_000_000;
        var schema = Schema("""{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"}}},"uniqueEntries":["id"]}""");
        var header = new TableHeader(["id"]);
        var padding = new string('x', 500);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long after = 0;

        var report = await schema.CheckAsync(Enumerable.Range(0, Rows).ToAsyncEnumerable().Select(i =>
        {
            after = i == Rows - 1 ? GC.GetTotalMemory(forceFullCollection: true) : after;
            return new TableRow(header, [$"{padding}{(i == Rows - 1 ? 0 : i)}"]);
        }));

        Assert.Equal(Rows, Assert.Single(report.Violations).Row);
        Assert.InRange(after - before, 0, Rows * 100L);
    }

    private static SheetSchema Schema(string json) => SheetSchema.Parse(json);
}
