using System.Text.Json.Nodes;

namespace SageTasks.Testing.Tests;

public sealed class TableTests : SynapseTest
{
    [Fact]
    public async Task equal_columns_are_one_column()
    {
        var first = await User.ColumnAsync("name", "STRING");
        var other = await User.ColumnAsync("name", "STRING", new JsonObject { ["maximumSize"] = 20 });

        Assert.Equal(first, await User.ColumnAsync("name", "STRING", new JsonObject { ["maximumSize"] = 50 }));
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task rows_from_csv_are_appended_and_queried()
    {
        var table = await PeopleAsync();

        Assert.Equal(["Ann|31|true", "Bob|29|false", "Cid, Jr.|∅|∅"], await User.RowsAsync(table, $"select * from {table}"));
        var entry = Synapse.Journal.OfKind("table.rowsChanged")[0].Payload;
        Assert.Equal(3, entry.GetProperty("added").GetInt64());
    }

    [Fact]
    public async Task the_same_transaction_twice_appends_twice()
    {
        var table = await User.TableAsync(await User.ProjectAsync(), ("name", "STRING"));
        var change = await User.CsvChangeAsync(table, "name\nAnn\n");

        await User.ChangeAsync(table, (JsonObject)change.DeepClone());
        await User.ChangeAsync(table, change);

        Assert.Equal(["Ann", "Ann"], await User.RowsAsync(table, $"select name from {table}"));
    }

    [Fact]
    public async Task a_lost_reply_to_the_start_of_a_transaction_has_appended_all_the_same()
    {
        var table = await User.TableAsync(await User.ProjectAsync(), ("name", "STRING"));
        var change = await User.CsvChangeAsync(table, "name\nAnn\n");
        Strike(new FaultRule { Kind = FaultKind.DropReply, Route = "POST /repo/v1/entity/*/table/transaction/async/start", Nth = [1] });

        await Assert.ThrowsAsync<HttpRequestException>(() => User.ChangeAsync(table, change));
        await Eventually.HoldsAsync(() => Synapse.Journal.OfKind("table.rowsChanged").Count == 1, "the rows are appended");

        Assert.Equal(["Ann"], await User.RowsAsync(table, $"select name from {table}"));
    }

    [Fact]
    public async Task a_value_of_another_type_fails_the_whole_transaction()
    {
        var table = await User.TableAsync(await User.ProjectAsync(), ("age", "INTEGER"));
        var change = await User.CsvChangeAsync(table, "age\n1\nold\n");

        var (status, answer) = await User.TryJobAsync($"/repo/v1/entity/{table}/table/transaction", SynapseTables.Transaction(table, change));

        Assert.Equal(400, status);
        Assert.Contains("was not a valid INTEGER", (string)answer["reason"]!, StringComparison.Ordinal);
        Assert.Empty(await User.RowsAsync(table, $"select age from {table}"));
    }

    [Fact]
    public async Task a_csv_column_that_the_table_does_not_have_is_refused()
    {
        var table = await User.TableAsync(await User.ProjectAsync(), ("age", "INTEGER"));
        var change = await User.CsvChangeAsync(table, "weight\n1\n");

        var (status, answer) = await User.TryJobAsync($"/repo/v1/entity/{table}/table/transaction", SynapseTables.Transaction(table, change));

        Assert.Equal(400, status);
        Assert.Contains("'weight'", (string)answer["reason"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task rows_are_changed_by_csv_only_at_the_version_that_was_read()
    {
        var table = await PeopleAsync();

        await User.ChangeAsync(table, await User.CsvChangeAsync(table, "ROW_ID,ROW_VERSION,age\n1,1,32\n"));
        var stale = await User.CsvChangeAsync(table, "ROW_ID,ROW_VERSION,age\n1,1,33\n");
        var (status, _) = await User.TryJobAsync($"/repo/v1/entity/{table}/table/transaction", SynapseTables.Transaction(table, stale));

        Assert.Equal(400, status);
        Assert.Equal(["Ann|32"], await User.RowsAsync(table, $"select name, age from {table} where ROW_ID = 1"));
    }

    [Fact]
    public async Task an_update_etag_guards_the_whole_table()
    {
        var table = await PeopleAsync();
        var etag = (string)(await User.QueryAsync(table, $"select * from {table}"))["queryResult"]!["queryResults"]!["etag"]!;
        await User.ChangeAsync(table, await User.CsvChangeAsync(table, "name\nDan\n", etag));

        var again = await User.CsvChangeAsync(table, "name\nDan\n", etag);
        var (status, _) = await User.TryJobAsync($"/repo/v1/entity/{table}/table/transaction", SynapseTables.Transaction(table, again));

        Assert.Equal(400, status);
        Assert.Equal(["4"], await User.RowsAsync(table, $"select count(*) from {table}"));
    }

    [Fact]
    public async Task partial_rows_set_single_cells_and_add_rows()
    {
        var table = await PeopleAsync();
        var age = await User.ColumnAsync("age", "INTEGER");
        var name = await User.ColumnAsync("name", "STRING");

        var answer = await User.ChangeAsync(table, SynapseTables.PartialChange(table, (1, [(age, "40")]), (null, [(name, "Eve"), (age, "5")])));

        Assert.Equal([1, 4], answer["results"]![0]!["rowReferenceSet"]!["rows"]!.AsArray().Select(r => (int)r!["rowId"]!));
        Assert.Equal(["Ann|40", "Eve|5"], await User.RowsAsync(table, $"select name, age from {table} where ROW_ID in (1, 4)"));
    }

    [Fact]
    public async Task rows_are_deleted_by_id()
    {
        var table = await PeopleAsync();

        await User.DoAsync("POST", $"/repo/v1/entity/{table}/table/deleteRows", new JsonObject { ["tableId"] = table, ["rowIds"] = new JsonArray(1, 3) });

        Assert.Equal(["Bob"], await User.RowsAsync(table, $"select name from {table}"));
    }

    [Fact]
    public async Task a_schema_changes_its_columns_and_keeps_their_values()
    {
        var table = await PeopleAsync();
        var (age, years, smoker) = (await User.ColumnAsync("age", "INTEGER"), await User.ColumnAsync("years", "DOUBLE"), await User.ColumnAsync("smoker", "BOOLEAN"));

        var answer = await User.ChangeAsync(table, new JsonObject
        {
            ["concreteType"] = "org.sagebionetworks.repo.model.table.TableSchemaChangeRequest",
            ["entityId"] = table,
            ["changes"] = new JsonArray(
                new JsonObject { ["oldColumnId"] = age, ["newColumnId"] = years },
                new JsonObject { ["oldColumnId"] = smoker }),
        });

        Assert.Equal(["name", "years"], answer["results"]![0]!["schema"]!.AsArray().Select(c => (string)c!["name"]!));
        Assert.Equal(["Ann|31", "Bob|29", "Cid, Jr.|∅"], await User.RowsAsync(table, $"select * from {table}"));
    }

    [Fact]
    public async Task a_snapshot_keeps_the_rows_as_they_were()
    {
        var table = await PeopleAsync();
        var snapshot = await User.DoAsync("POST", $"/repo/v1/entity/{table}/table/snapshot", new JsonObject { ["snapshotLabel"] = "first", ["snapshotComment"] = "as it was" });
        await User.ChangeAsync(table, await User.CsvChangeAsync(table, "name\nDan\n"));

        Assert.Equal(1, (int)snapshot["snapshotVersionNumber"]!);
        Assert.Equal(["3"], await User.RowsAsync(table, $"select count(*) from {table}.1"));
        Assert.Equal(["4"], await User.RowsAsync(table, $"select count(*) from {table}"));
        Assert.Equal("first", (string)(await User.DoAsync("GET", $"/repo/v1/entity/{table}/version/1"))["versionLabel"]!);
        Assert.Equal(2, (int)(await User.DoAsync("GET", $"/repo/v1/entity/{table}"))["versionNumber"]!);
    }

    [Fact]
    public async Task a_query_becomes_a_csv_file_of_the_callers()
    {
        var table = await PeopleAsync();

        var answer = await User.JobAsync($"/repo/v1/entity/{table}/table/download/csv", new JsonObject { ["sql"] = $"select name, age from {table} where age > 20" });
        var url = (string)(await User.DoAsync("GET", $"/file/v1/fileHandle/{answer["resultsFileHandleId"]}/url?redirect=false"))!;
        using var csv = await User.FetchAsync(url);

        Assert.Equal("ROW_ID,ROW_VERSION,name,age\n1,1,Ann,31\n2,1,Bob,29\n", await csv.Content.ReadAsStringAsync());
        Assert.Equal(["name", "age"], answer["headers"]!.AsArray().Select(h => (string)h!["name"]!));
    }

    [Fact]
    public async Task a_csv_file_is_previewed()
    {
        var handle = await User.UploadAsync("a.csv", "name,age,rate\nAnn,31,0.5\nBob,29,1\n"u8.ToArray());

        var preview = await User.JobAsync("/repo/v1/table/upload/csv/preview", new JsonObject { ["uploadFileHandleId"] = handle });

        Assert.Equal(["STRING", "INTEGER", "DOUBLE"], preview["suggestedColumns"]!.AsArray().Select(c => (string)c!["columnType"]!));
        Assert.Equal(2, (int)preview["rowsScanned"]!);
    }

    [Fact]
    public async Task only_its_starter_reads_a_job()
    {
        var table = await PeopleAsync();
        var path = $"/repo/v1/entity/{table}/table/query/async";
        var token = (string)(await User.DoAsync("POST", $"{path}/start", SynapseTables.Query($"select * from {table}")))["token"]!;
        using var other = Another("other");

        await other.RefusedAsync(403, "GET", $"{path}/get/{token}");
        await User.RefusedAsync(404, "GET", $"{path}/get/unknown");
        Assert.Equal(202, (int)(await User.SendAsync("GET", $"{path}/get/{token}")).Status);
        Assert.Equal(201, (int)(await User.SendAsync("GET", $"{path}/get/{token}")).Status);
        Assert.Equal(201, (int)(await User.SendAsync("GET", $"{path}/get/{token}")).Status);
    }

    [Fact]
    public async Task rows_outlive_the_server()
    {
        var folder = Directory.CreateTempSubdirectory("synapse-test-");
        var options = new LocalSynapseOptions { StateFolder = folder.FullName, Token = "a token" };
        string table, token;
        await using (var first = await LocalSynapse.StartAsync(options))
        {
            using var user = new SynapseUser(first, first.Token);
            table = await user.TableAsync(await user.ProjectAsync(), ("name", "STRING"));
            var change = SynapseTables.Transaction(table, await user.CsvChangeAsync(table, "name\nAnn\n"));
            token = (string)(await user.DoAsync("POST", $"/repo/v1/entity/{table}/table/transaction/async/start", change))["token"]!;
        }

        await using (var second = await LocalSynapse.StartAsync(options))
        {
            using var user = new SynapseUser(second, second.Token);
            var answer = await user.AnswerAsync($"/repo/v1/entity/{table}/table/transaction", token);
            Assert.Equal(201, answer.Status);
            Assert.Equal(["Ann"], await user.RowsAsync(table, $"select name from {table}"));
        }

        folder.Delete(recursive: true);
    }

    private async Task<string> PeopleAsync()
    {
        var table = await User.TableAsync(await User.ProjectAsync(), ("name", "STRING"), ("age", "INTEGER"), ("smoker", "BOOLEAN"));
        var answer = await User.ChangeAsync(table, await User.CsvChangeAsync(table, "name,age,smoker\nAnn,31,TRUE\nBob,29,false\n\"Cid, Jr.\",,\n"));
        Assert.Equal(3, (int)answer["results"]![0]!["rowsProcessed"]!);
        return table;
    }
}
