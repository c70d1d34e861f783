namespace SageTasks.Testing.Synapse;

/// <summary>Queries and changes of tables and views.</summary>
internal sealed class TableEndpoints(
    Queries queries, CsvDownloads downloads, CsvPreviews previews, TableChanges changes, ViewScopes scopes, FileReading reading, TableSources sources)
{
    private const string Entity = "/repo/v1/entity/{id}/table";

    public void Map(Api api, JobBoard jobs)
    {
        var json = SynapseJson.Default;
        jobs.MapReading($"{Entity}/query", json.QueryBundleRequest, json.QueryResultBundle, queries.Bundle, "view,download");
        jobs.MapReading($"{Entity}/query/nextPage", json.QueryNextPageToken, json.QueryResult, queries.NextPage, "view,download");
        jobs.MapMaking($"{Entity}/download/csv", json.DownloadRequest, json.DownloadResult, downloads.RunAsync, "view,download");
        jobs.MapMaking("/repo/v1/table/download/csv", json.DownloadRequest, json.DownloadResult, downloads.RunAsync, "view,download");
        jobs.MapReading("/repo/v1/table/upload/csv/preview", json.UploadPreviewRequest, json.UploadPreviewResult, previews.Run, "view,modify");
        jobs.MapReading("/repo/v1/column/view/scope", json.ViewColumnRequest, json.ViewColumnResponse, scopes.Columns, "view");
        MapChanges(api, jobs);
        api.MapUrl("GET /repo/v1/entity/{id}/table/column/{columnId}/row/{rowId}/version/{version}/file", FileOfCell);
    }

    private void MapChanges(Api api, JobBoard jobs)
    {
        var json = SynapseJson.Default;
        jobs.MapChanging($"{Entity}/transaction", json.TableTransactionRequest, json.TableTransactionResponse, changes.Run);
        jobs.MapChanging($"{Entity}/append", json.TableUpdateRequest, json.TableUpdateResponse, call => changes.RunOne(call, TableTypes.AppendRequest));
        jobs.MapChanging($"{Entity}/upload/csv", json.TableUpdateRequest, json.TableUpdateResponse, call => changes.RunOne(call, TableTypes.UploadRequest));
        jobs.MapChanging("/repo/v1/table/upload/csv", json.TableUpdateRequest, json.TableUpdateResponse, call => changes.RunOne(call, TableTypes.UploadRequest));
        api.Map("POST /repo/v1/entity/{id}/table/deleteRows", json.RowSelection, json.RowReferenceSet,
            (call, selection) => changes.DeleteRows(call.Caller, call["id"], selection), 201);
        api.Map("POST /repo/v1/entity/{id}/table/snapshot", json.SnapshotRequest, json.SnapshotResponse,
            (call, request) => changes.Snapshot(call.Caller, call["id"], request), 201);
    }

    private string FileOfCell(Call call)
    {
        var source = sources.Of(call.Caller, call["id"]);
        var row = source.Rows.FirstOrDefault(r => r.RowId == call.Long("rowId")) ?? throw SynapseError.NotFound($"Row {call["rowId"]} does not exist.");
        var column = source.Columns.FirstOrDefault(c => c.Id == call["columnId"]) ?? throw SynapseError.NotFound($"Column {call["columnId"]} does not exist.");
        return reading.Url(call.Caller, new FileHandleAssociation
        {
            FileHandleId = source.Value(row, column.Name!),
            AssociateObjectId = source.TableId,
            AssociateObjectType = "TableEntity",
        }, call.Origin);
    }
}
