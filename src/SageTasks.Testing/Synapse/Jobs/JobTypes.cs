using System.Text.Json.Nodes;

namespace SageTasks.Testing.Synapse;

/// <summary>The classes of job requests, for clients that leave out what the path says already.</summary>
internal static class JobTypes
{
    public static string Of(Type request, JsonObject body) => TableTypes.Prefix + request.Name switch
    {
        nameof(TableUpdateRequest) when body.ContainsKey("toAppend") => "AppendableRowSetRequest",
        nameof(DownloadRequest) => "DownloadFromTableRequest",
        nameof(UploadPreviewRequest) => "UploadToTablePreviewRequest",
        nameof(ViewColumnRequest) => "ViewColumnModelRequest",
        nameof(TableTransactionRequest) => "TableUpdateTransactionRequest",
        nameof(TableUpdateRequest) => "UploadToTableRequest",
        var name => name,
    };
}
