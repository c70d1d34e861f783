using System.Text.Json;

namespace SageTasks.Testing.Gcs;

/// <summary>Objects: get, list, patch, delete.</summary>
internal sealed class ObjectRoutes(GcsWorld world, GcsFiles files)
{
    public void Map(RouteTable routes)
    {
        routes.Map("GET /storage/v1/b/{bucket}/o", List);
        routes.Map("GET /storage/v1/b/{bucket}/o/{object}", Get);
        routes.Map("GET /download/storage/v1/b/{bucket}/o/{object}", Get);
        routes.Map("PATCH /storage/v1/b/{bucket}/o/{object}", Patch);
        routes.Map("DELETE /storage/v1/b/{bucket}/o/{object}", Delete);
    }

    private LocalAnswer List(LocalRequest request)
    {
        world.Bucket(request["bucket"]);
        return LocalAnswer.Json(new Listing(world, request).Read(), GcsJson.Default.ObjectList);
    }

    private LocalAnswer Get(LocalRequest request)
    {
        var found = world.Get(request["bucket"], request["object"], Generation(request));
        Conditions.Of(request).CheckRead(found);
        return request.QueryValue("alt") == "media" ? MediaReading.Answer(request, found, files) : ObjectResource.Answer(found, request.Origin);
    }

    private LocalAnswer Patch(LocalRequest request)
    {
        using var change = JsonDocument.Parse(request.Body);
        var patched = world.Update(
            request["bucket"], request["object"], Generation(request), Conditions.Of(request), fields => FieldPatch.Apply(fields, change.RootElement));
        return ObjectResource.Answer(patched, request.Origin);
    }

    private LocalAnswer Delete(LocalRequest request)
    {
        world.Delete(request["bucket"], request["object"], Generation(request), Conditions.Of(request));
        return LocalAnswer.Empty(204);
    }

    private static long? Generation(LocalRequest request) => Conditions.Number(request, "generation");
}
