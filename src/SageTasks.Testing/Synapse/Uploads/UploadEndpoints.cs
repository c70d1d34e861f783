namespace SageTasks.Testing.Synapse;

/// <summary>Multipart uploads.</summary>
internal static class UploadEndpoints
{
    public static void Map(Api api, Uploads uploads)
    {
        var json = SynapseJson.Default;
        api.Map("POST /file/v1/file/multipart", json.MultipartRequest, json.MultipartUploadStatus,
            (call, request) => uploads.Start(call.Caller, request, call.Flag("forceRestart")), 201);
        api.Map("POST /file/v1/file/multipart/{uploadId}/presigned/url/batch", json.PresignedUrlRequest, json.PresignedUrlResponse,
            (call, request) => uploads.Presign(call.Caller, call["uploadId"], request, call.Origin), 201);
        api.Map("PUT /file/v1/file/multipart/{uploadId}/add/{partNumber}", json.AddPartResponse,
            call => uploads.Add(call.Caller, call["uploadId"], call.Long("partNumber"), call.Required("partMD5Hex"), call.Request.Draws(FaultKind.RefusePart)), 201);
        api.Map("PUT /file/v1/file/multipart/{uploadId}/complete", json.MultipartUploadStatus, call => uploads.Complete(call.Caller, call["uploadId"]), 201);
    }
}
