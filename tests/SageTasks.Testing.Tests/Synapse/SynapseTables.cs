using System.Text;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Tests;

/// <summary>What a user does with tables, step by step.</summary>
internal static class SynapseTables
{
    private const string Model = "org.sagebionetworks.repo.model.table.";

    /// <summary>Runs a job to its end and gives its answer.</summary>
    public static async Task<JsonNode> JobAsync(this SynapseUser user, string path, JsonNode body)
    {
        var (status, answer) = await user.TryJobAsync(path, body);
        Assert.True(status == 201, $"{path}: {status} {answer}");
        return answer;
    }

    public static async Task<(int Status, JsonNode Answer)> TryJobAsync(this SynapseUser user, string path, JsonNode body)
    {
        var token = (string)(await user.DoAsync("POST", $"{path}/async/start", body))["token"]!;
        return await user.AnswerAsync(path, token);
    }

    /// <summary>Waits for the answer of a job that was started before.</summary>
    public static async Task<(int Status, JsonNode Answer)> AnswerAsync(this SynapseUser user, string path, string token)
    {
        for (var attempt = 0; ; attempt++)
        {
            var (status, answer) = await user.SendAsync("GET", $"{path}/async/get/{token}");
            if ((int)status != 202)
            {
                return ((int)status, answer!);
            }

            Assert.Equal("PROCESSING", (string)answer!["jobState"]!);
            Assert.True(attempt < 1000, "The job does not end.");
            await Task.Delay(attempt == 0 ? 0 : 5);
        }
    }

    public static async Task<string> ColumnAsync(this SynapseUser user, string name, string type, JsonObject? more = null)
    {
        var column = more ?? [];
        column["name"] = name;
        column["columnType"] = type;
        return (string)(await user.DoAsync("POST", "/repo/v1/column", column))["id"]!;
    }

    public static async Task<string> TableAsync(this SynapseUser user, string parentId, params (string Name, string Type)[] columns)
    {
        var ids = new JsonArray();
        foreach (var (name, type) in columns)
        {
            ids.Add(await user.ColumnAsync(name, type));
        }

        return await user.CreateAsync("table.TableEntity", parentId, "table", new JsonObject { ["columnIds"] = ids });
    }

    public static async Task<JsonNode> ChangeAsync(this SynapseUser user, string table, params JsonObject[] changes) =>
        await user.JobAsync($"/repo/v1/entity/{table}/table/transaction", Transaction(table, changes));

    public static JsonObject Transaction(string table, params JsonObject[] changes) => new()
    {
        ["concreteType"] = Model + "TableUpdateTransactionRequest",
        ["entityId"] = table,
        ["changes"] = new JsonArray([.. changes]),
    };

    public static async Task<JsonObject> CsvChangeAsync(this SynapseUser user, string table, string csv, string? etag = null) => new()
    {
        ["concreteType"] = Model + "UploadToTableRequest",
        ["tableId"] = table,
        ["uploadFileHandleId"] = await user.UploadAsync("rows.csv", Encoding.UTF8.GetBytes(csv)),
        ["updateEtag"] = etag,
    };

    public static JsonObject PartialChange(string table, params (long? RowId, (string Column, string? Value)[] Cells)[] rows) => new()
    {
        ["concreteType"] = Model + "AppendableRowSetRequest",
        ["entityId"] = table,
        ["toAppend"] = new JsonObject
        {
            ["concreteType"] = Model + "PartialRowSet",
            ["tableId"] = table,
            ["rows"] = new JsonArray([.. rows.Select(r => new JsonObject
            {
                ["rowId"] = r.RowId,
                ["values"] = new JsonArray([.. r.Cells.Select(c => new JsonObject { ["key"] = c.Column, ["value"] = c.Value })]),
            })]),
        },
    };

    public static async Task<JsonNode> QueryAsync(this SynapseUser user, string table, string sql, long partMask = 1) =>
        await user.JobAsync($"/repo/v1/entity/{table}/table/query", Query(sql, partMask));

    public static JsonObject Query(string sql, long partMask = 1) => new()
    {
        ["concreteType"] = Model + "QueryBundleRequest",
        ["query"] = new JsonObject { ["sql"] = sql },
        ["partMask"] = partMask,
    };

    /// <summary>The rows of a query, each as its cells joined by a bar.</summary>
    public static async Task<string[]> RowsAsync(this SynapseUser user, string table, string sql) =>
        Lines((await user.QueryAsync(table, sql))["queryResult"]!);

    public static string[] Lines(JsonNode result) =>
        [.. result["queryResults"]!["rows"]!.AsArray().Select(r => string.Join('|', r!["values"]!.AsArray().Select(v => (string?)v ?? "∅")))];
}
