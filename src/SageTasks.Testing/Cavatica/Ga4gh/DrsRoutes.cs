using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>DRS 1: a file's DRS id is its id. Tokens are needed even to look.</summary>
internal sealed class DrsRoutes(FileBook files, SignedAddresses addresses)
{
    private const string AccessId = "aws-us-east-1";

    public void Map(Ga4ghApi api) => api
        .MapOpen("GET /ga4gh/drs/v1/service-info", call => ServiceInfo.Answer(call, "drs", "1.0.0", "Cavatica GA4GH DRS API"))
        .Map("GET /ga4gh/drs/v1/objects/{id}", call => CavaticaCall.Json(Write(call, files.Get(call, call["id"]))))
        .Map("GET /ga4gh/drs/v1/objects/{id}/access/{access}", Access);

    public static string Uri(LocalRequest request, string id) => $"drs://{new Uri(request.Origin).Authority}/{id}";

    private LocalAnswer Access(CavaticaCall call)
    {
        var file = files.Get(call, call["id"], Permission.Copy);
        return call["access"] == AccessId && !file.IsFolder
            ? CavaticaCall.Json(new JsonObject { ["url"] = addresses.Download(call.Request, file) })
            : throw Ga4ghApi.Refuse(404, "The object has no such access id.");
    }

    private JsonObject Write(CavaticaCall call, FileDocument file)
    {
        var shown = new JsonObject
        {
            ["id"] = file.Id,
            ["name"] = file.Name,
            ["size"] = file.IsFolder ? files.Below(file.Id).Sum(below => below.Size) : file.Size,
            ["checksums"] = new JsonArray(new JsonObject { ["type"] = "etag", ["checksum"] = file.ETag ?? "" }),
            ["self_uri"] = Uri(call.Request, file.Id),
            ["created_time"] = CavaticaCall.Date(file.CreatedOn),
            ["updated_time"] = CavaticaCall.Date(file.ModifiedOn),
            ["mime_type"] = "application/json",
        };
        if (file.IsFolder)
        {
            shown["contents"] = new JsonArray([.. files.Children(file.Id).Select(child => new JsonObject
            {
                ["id"] = child.Id,
                ["name"] = child.Name,
                ["drs_uri"] = new JsonArray(Uri(call.Request, child.Id)),
            })]);
            return shown;
        }

        shown["access_methods"] = new JsonArray(new JsonObject
        {
            ["type"] = "s3",
            ["region"] = "us-east-1",
            ["authorizations"] = new JsonObject
            {
                ["supported_types"] = new JsonArray("BearerAuth"),
                ["passport_auth_issuers"] = new JsonArray(),
                ["bearer_auth_issuers"] = new JsonArray("https://cavatica.sbgenomics.com/"),
            },
            ["access_id"] = AccessId,
        });
        return shown;
    }
}
