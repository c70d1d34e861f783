using System.Text.Json.Nodes;

namespace SageTasks.Testing.Tests;

public sealed class QueryTests : SynapseTest
{
    [Theory]
    [InlineData("select id from T where kind = 'fastq'", "a,b,e")]
    [InlineData("select id from T where kind <> 'fastq'", "c")]
    [InlineData("select id from T where size > 9 and size <= 100", "b,c")]
    [InlineData("select id from T where kind in ('bam', 'fastq') and id != 'a'", "b,c,e")]
    [InlineData("select id from T where not (id = 'a' or id = 'b')", "c,d,e")]
    [InlineData("select id from T where id like '%' and kind like 'FAS%'", "a,b,e")]
    [InlineData("select id from T where kind not like 'fas_q'", "c")]
    [InlineData("select id from T where kind is null", "d")]
    [InlineData("select id from T where kind is not null and size is null", "e")]
    [InlineData("select id from T where size between 10 and 100 order by size desc", "c,b")]
    [InlineData("select id from T order by kind, size desc", "d,c,b,a,e")]
    [InlineData("select id from T order by id limit 2 offset 1", "b,c")]
    [InlineData("select \"id\" from T where \"odd name\" = 'it''s'", "a")]
    [InlineData("select id from T where tags has ('x')", "a,b")]
    [InlineData("select id from T where made >= '2024-01-01'", "b")]
    [InlineData("SELECT id FROM T WHERE ROW_ID = 4", "d")]
    public async Task conditions_choose_rows(string sql, string expected)
    {
        var table = await FilesAsync();
        Assert.Equal(expected.Split(','), await User.RowsAsync(table, sql.Replace(" T", $" {table}", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("select count(*) from T", "5")]
    [InlineData("select count(*) as n, min(size), max(size), sum(size) from T where size is not null", "4|9|1000|1119")]
    [InlineData("select kind, count(*) from T group by kind order by count(*) desc, kind", "fastq|3;∅|1;bam|1")]
    [InlineData("select distinct kind from T order by kind", "∅;bam;fastq")]
    public async Task aggregates_count_and_group(string sql, string expected)
    {
        var table = await FilesAsync();
        Assert.Equal(expected.Split(';'), await User.RowsAsync(table, sql.Replace(" T", $" {table}", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("select nothing from T", "Unknown column nothing")]
    [InlineData("select * from", "Was expecting a name")]
    [InlineData("select * from T where", "Was expecting")]
    [InlineData("drop table T", "Was expecting SELECT")]
    [InlineData("select * from T where id = 'open", "not closed")]
    [InlineData("select * from syn4489", "is not a table or view")]
    public async Task a_query_that_cannot_be_answered_says_why(string sql, string reason)
    {
        var table = await FilesAsync();
        var query = SynapseTables.Query(sql.Replace(" T", $" {table}", StringComparison.Ordinal));

        var (status, answer) = await User.TryJobAsync($"/repo/v1/entity/{table}/table/query", query);

        Assert.Equal(400, status);
        Assert.Contains(reason, (string)answer["reason"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task rows_come_in_pages_of_half_a_megabyte()
    {
        var text = await User.ColumnAsync("text", "STRING", new JsonObject { ["maximumSize"] = 1000 });
        var table = await User.CreateAsync("table.TableEntity", await User.ProjectAsync(), "wide", new JsonObject { ["columnIds"] = new JsonArray(text) });
        await User.ChangeAsync(table, await User.CsvChangeAsync(table, "text\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"row {i}\n"))));

        var first = await User.QueryAsync(table, $"select * from {table}", 1 | 2 | 8);
        var result = first["queryResult"]!;
        var sizes = new List<int> { SynapseTables.Lines(result).Length };
        while (result["nextPageToken"] is { } token)
        {
            result = await User.JobAsync($"/repo/v1/entity/{table}/table/query/nextPage", token.DeepClone());
            sizes.Add(SynapseTables.Lines(result).Length);
        }

        Assert.Equal((300, 128), ((int)first["queryCount"]!, (int)first["maxRowsPerPage"]!));
        Assert.Equal([128, 128, 44], sizes);
    }

    [Fact]
    public async Task the_part_mask_chooses_the_parts_of_the_answer()
    {
        var table = await FilesAsync();

        var bundle = (await User.QueryAsync(table, $"select id, size from {table}", 2 | 4 | 16)).AsObject();

        Assert.Equal(["concreteType", "queryCount", "selectColumns", "columnModels"], bundle.Select(p => p.Key));
        Assert.Equal(["STRING", "INTEGER"], bundle["selectColumns"]!.AsArray().Select(c => (string)c!["columnType"]!));
    }

    [Fact]
    public async Task filters_and_order_can_stand_beside_the_sql()
    {
        var table = await FilesAsync();
        var query = SynapseTables.Query($"select id from {table} where size > 1");
        query["query"]!["additionalFilters"] = new JsonArray(new JsonObject
        {
            ["concreteType"] = "org.sagebionetworks.repo.model.table.ColumnSingleValueQueryFilter",
            ["columnName"] = "kind",
            ["operator"] = "LIKE",
            ["values"] = new JsonArray("fast%"),
        });
        query["query"]!["sort"] = new JsonArray(new JsonObject { ["column"] = "id", ["direction"] = "DESC" });

        var answer = await User.JobAsync($"/repo/v1/entity/{table}/table/query", query);

        Assert.Equal(["b", "a"], SynapseTables.Lines(answer["queryResult"]!));
    }

    [Fact]
    public async Task a_table_that_one_may_not_download_is_not_queried()
    {
        var table = await FilesAsync();
        using var other = Another("other");

        var (status, answer) = await other.TryJobAsync($"/repo/v1/entity/{table}/table/query", SynapseTables.Query($"select * from {table}"));

        Assert.Equal(400, status);
        Assert.Contains("READ", (string)answer["reason"]!, StringComparison.Ordinal);
    }

    private async Task<string> FilesAsync()
    {
        var table = await User.TableAsync(
            await User.ProjectAsync(), ("id", "STRING"), ("kind", "STRING"), ("size", "INTEGER"), ("odd name", "STRING"), ("tags", "STRING_LIST"), ("made", "DATE"));
        await User.ChangeAsync(table, await User.CsvChangeAsync(table, """
            id,kind,size,odd name,tags,made
            a,fastq,9,it's,"[""x"",""y""]",2023-05-01
            b,fastq,10,,"[""X""]",1735689600000
            c,bam,100,,[],
            d,,1000,,,
            e,fastq,,,,

            """));
        return table;
    }
}
