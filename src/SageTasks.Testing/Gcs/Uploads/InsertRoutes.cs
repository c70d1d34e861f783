using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace SageTasks.Testing.Gcs;

/// <summary>Objects: insert, in its three ways. Bytes go to the disk as they come.</summary>
internal sealed class InsertRoutes(GcsWorld world, GcsFiles files, ResumableUploads resumable)
{
    private const string DefaultType = "application/octet-stream";

    public void Map(RouteTable routes)
    {
        routes.Map("POST /upload/storage/v1/b/{bucket}/o", InsertAsync, streams: true);
        routes.Map("PUT /upload/storage/v1/b/{bucket}/o", resumable.PutAsync, streams: true);
        routes.Map("DELETE /upload/storage/v1/b/{bucket}/o", resumable.Cancel);
    }

    private async ValueTask<LocalAnswer> InsertAsync(LocalRequest request, CancellationToken stopping)
    {
        world.Bucket(request["bucket"]);
        if (request.QueryValue("upload_id") is not null)
        {
            return await resumable.PutAsync(request, stopping).ConfigureAwait(false);
        }

        try
        {
            return request.QueryValue("uploadType") switch
            {
                "media" => await MediaAsync(request, stopping).ConfigureAwait(false),
                "multipart" => await MultipartAsync(request, stopping).ConfigureAwait(false),
                "resumable" => await resumable.BeginAsync(request, stopping).ConfigureAwait(false),
                _ => throw GcsErrors.Invalid("Invalid or missing uploadType: media, multipart or resumable."),
            };
        }
        catch (IOException)
        {
            throw GcsErrors.Invalid("The request's body broke off or has no valid form.");
        }
    }

    private async Task<LocalAnswer> MediaAsync(LocalRequest request, CancellationToken stopping)
    {
        var fields = new ObjectFields { ContentType = request.ContentType ?? DefaultType, ContentEncoding = request.QueryValue("contentEncoding") };
        return await StoreAsync(request, fields, request.BodyStream, "media", stopping).ConfigureAwait(false);
    }

    private async Task<LocalAnswer> MultipartAsync(LocalRequest request, CancellationToken stopping)
    {
        var boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;
        if (string.IsNullOrEmpty(boundary))
        {
            throw GcsErrors.Invalid("A multipart upload needs a Content-Type of multipart/related with a boundary.");
        }

        var reader = new MultipartReader(boundary, request.BodyStream);
        var first = await reader.ReadNextSectionAsync(stopping).ConfigureAwait(false) ?? throw GcsErrors.Invalid("The metadata part is missing.");
        var fields = await JsonSerializer.DeserializeAsync(first.Body, GcsJson.Default.ObjectFields, stopping).ConfigureAwait(false) ?? new ObjectFields();
        var media = await reader.ReadNextSectionAsync(stopping).ConfigureAwait(false) ?? throw GcsErrors.Invalid("The media part is missing.");
        fields = fields with { ContentType = fields.ContentType ?? media.ContentType ?? DefaultType };
        return await StoreAsync(request, fields, media.Body, "multipart", stopping).ConfigureAwait(false);
    }

    private async Task<LocalAnswer> StoreAsync(LocalRequest request, ObjectFields fields, Stream body, string by, CancellationToken stopping)
    {
        var name = ObjectName(request, fields);
        var conditions = Conditions.Of(request);
        var announced = fields.WithHashes(request.Header("x-goog-hash"));
        var file = await files.WriteAsync(body, stopping).ConfigureAwait(false);
        try
        {
            announced.Verify(file);
        }
        catch (RefusalException)
        {
            files.Delete(file.Name);
            throw;
        }

        var stored = world.Put(Draft(request["bucket"], name, fields, file), conditions, by);
        return ObjectResource.Answer(stored, request.Origin);
    }

    public static ObjectDocument Draft(string bucket, string name, ObjectFields fields, StoredFile file) => new()
    {
        Bucket = bucket,
        Name = name,
        Size = file.Size,
        Crc32C = file.Crc32C,
        Md5 = file.Md5,
        File = file.Name,
        Fields = fields.ToStored(),
    };

    public static string ObjectName(LocalRequest request, ObjectFields fields)
    {
        var name = request.QueryValue("name");
        if (name is not null && fields.Name is not null && name != fields.Name)
        {
            throw GcsErrors.Invalid($"Value '{fields.Name}' in content does not agree with value '{name}'.");
        }

        return name ?? fields.Name ?? throw GcsErrors.Required("Required");
    }
}
