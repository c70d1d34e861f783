using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace SageTasks.Testing;

/// <summary>The operations on datasets, of both generations of the API.</summary>
internal sealed class DatasetRoutes(TowerWorld world, DatasetRegistry datasets, LabelRegistry labels)
{
    private static readonly string[] Types = ["text/csv", "text/tab-separated-values"];

    public void Map(RouteTable routes)
    {
        routes.Map("DELETE /datasets", DeleteMany);
        routes.Map("GET /datasets/versions", LatestVersions);
        routes.Map("POST /datasets/hide", request => Show(request, hidden: true));
        routes.Map("POST /datasets/show", request => Show(request, hidden: false));
        routes.Map("POST /datasets/{datasetId}/link", Link);
        routes.Map("POST /datasets/{datasetId}/versions/{version}/disable", Disable);
        routes.Map("GET /workspaces/{workspaceId}/datasets/versions", LatestVersions);

        // The older generation has the workspace in the path.
        foreach (var prefix in (string[])["/datasets", "/workspaces/{workspaceId}/datasets"])
        {
            routes.Map($"GET {prefix}", List);
            routes.Map($"POST {prefix}", Create);
            routes.Map($"PUT {prefix}/{{datasetId}}", Update);
            routes.Map($"DELETE {prefix}/{{datasetId}}", Delete);
            routes.Map($"GET {prefix}/{{datasetId}}/metadata", Describe);
            routes.Map($"POST {prefix}/{{datasetId}}/upload", UploadAsync);
            routes.Map($"GET {prefix}/{{datasetId}}/versions", Versions);
            routes.Map($"GET {prefix}/{{datasetId}}/v/{{version}}/n/{{fileName}}", Download);
        }
    }

    private LocalAnswer List(LocalRequest request)
    {
        var workspace = Workspace(request);
        var (max, offset) = IsOld(request) ? (int.MaxValue, 0) : TowerWorld.Page(request, 50);
        var search = TowerWorld.Search(request);
        var visibility = request.QueryValue("visibility") ?? "visible";
        var found = TowerWorld.Listed(request, datasets.In(workspace)
            .Where(d => search is null || d.Name.Contains(search, StringComparison.OrdinalIgnoreCase))
            .Where(d => visibility == "all" || d.Hidden == (visibility == "hidden")));
        var sorted = request.QueryValue("sortBy") == "modified" ? found.OrderBy(d => d.LastUpdated) : found.OrderBy(d => d.Name, StringComparer.OrdinalIgnoreCase);
        var rows = request.QueryValue("sortDir") is "desc" or "DESC" or "DESCENDING" ? sorted.Reverse() : sorted;
        return TowerAnswers.Json(new JsonObject
        {
            ["datasets"] = TowerAnswers.Array(rows.Skip(offset).Take(max).Select(d => Json(d, workspace, request))),
            ["totalSize"] = found.Count,
        });
    }

    private LocalAnswer Create(LocalRequest request)
    {
        var workspace = Workspace(request, TowerPermission.WriteDatasets);
        var body = TowerWorld.Read(request, TowerJson.Default.CreateDatasetRequest);
        if (body.SourceType is not (null or DatasetRegistry.Uploaded or DatasetRegistry.Linked))
        {
            throw TowerAnswers.Bad($"Unknown source type '{body.SourceType}'");
        }

        return Answer(request, workspace, datasets.Create(workspace, TowerWorld.Caller(request), body));
    }

    private LocalAnswer Update(LocalRequest request)
    {
        var workspace = Workspace(request, TowerPermission.WriteDatasets);
        datasets.Update(workspace, request["datasetId"], TowerWorld.Read(request, TowerJson.Default.CreateDatasetRequest));
        return TowerAnswers.NoContent;
    }

    private LocalAnswer Delete(LocalRequest request)
    {
        datasets.Delete(Workspace(request, TowerPermission.WriteDatasets), request["datasetId"]);
        return TowerAnswers.NoContent;
    }

    private LocalAnswer DeleteMany(LocalRequest request)
    {
        var workspace = Workspace(request, TowerPermission.WriteDatasets);
        var known = datasets.In(workspace).Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        var asked = (TowerWorld.Read(request, TowerJson.Default.IdsRequest).DatasetIds ?? []).ToLookup(known.Contains);
        foreach (var id in asked[true])
        {
            datasets.Delete(workspace, id);
        }

        return TowerAnswers.Json(new JsonObject { ["success"] = TowerAnswers.Array(asked[true]), ["failed"] = TowerAnswers.Array(asked[false]) });
    }

    private LocalAnswer Describe(LocalRequest request)
    {
        var workspace = Workspace(request);
        return Answer(request, workspace, datasets.Get(workspace, request["datasetId"]));
    }

    private LocalAnswer Show(LocalRequest request, bool hidden)
    {
        var workspace = Workspace(request, TowerPermission.WriteDatasets);
        foreach (var id in TowerWorld.Read(request, TowerJson.Default.IdsRequest).DatasetIds ?? [])
        {
            datasets.Change(workspace, id, d => d with { Hidden = hidden });
        }

        return TowerAnswers.NoContent;
    }

    private async ValueTask<LocalAnswer> UploadAsync(LocalRequest request, CancellationToken stopping)
    {
        var workspace = Workspace(request, TowerPermission.WriteDatasets);
        var (fileName, type, content) = await ReadPartAsync(request, stopping).ConfigureAwait(false);
        if (!Types.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            throw TowerAnswers.Bad($"Unsupported media type '{type}': a dataset is {string.Join(" or ", Types)}");
        }

        if (content.Length == 0)
        {
            throw TowerAnswers.Bad("The uploaded file is empty");
        }

        if (content.Length > DatasetRegistry.LargestFile)
        {
            throw TowerAnswers.Bad($"The uploaded file is larger than {DatasetRegistry.LargestFile} bytes");
        }

        var version = NewVersion(fileName, type.ToLowerInvariant(), request.QueryValue("header") == "true", content.Length, null);
        return Answer(request, workspace, datasets.AddVersion(workspace, TowerWorld.Caller(request), request["datasetId"], version, content));
    }

    private LocalAnswer Link(LocalRequest request)
    {
        var workspace = Workspace(request, TowerPermission.WriteDatasets);
        var body = TowerWorld.Read(request, TowerJson.Default.CreateDatasetRequest);
        if (!Uri.TryCreate(body.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw TowerAnswers.Bad("The linked source is not a web address");
        }

        var type = url.AbsolutePath.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) ? Types[1] : Types[0];
        var version = NewVersion(url.Segments[^1], type, body.HasHeader ?? false, 0, body.Url);
        return Answer(request, workspace, datasets.AddVersion(workspace, TowerWorld.Caller(request), request["datasetId"], version, default));
    }

    private LocalAnswer Disable(LocalRequest request)
    {
        var workspace = Workspace(request, TowerPermission.WriteDatasets);
        var (_, version) = Version(request, workspace);
        datasets.Change(workspace, request["datasetId"], d => d with { Versions = [.. d.Versions.Select(v => v.Version == version.Version ? v with { Disabled = true } : v)] });
        return TowerAnswers.NoContent;
    }

    private LocalAnswer Versions(LocalRequest request)
    {
        var workspace = Workspace(request);
        var dataset = datasets.Get(workspace, request["datasetId"]);
        return VersionList(request, workspace, [.. dataset.Versions.OrderByDescending(v => v.Version).Select(v => (dataset, v))]);
    }

    private LocalAnswer LatestVersions(LocalRequest request)
    {
        var workspace = Workspace(request);
        var search = TowerWorld.Search(request);
        return VersionList(
            request,
            workspace,
            [.. datasets.In(workspace)
                .Where(d => d.Versions.Count > 0 && (search is null || d.Name.Contains(search, StringComparison.OrdinalIgnoreCase)))
                .Select(d => (d, d.Versions[^1]))]);
    }

    /// <summary>The page of a list of versions that a request asks for.</summary>
    public static LocalAnswer VersionList(LocalRequest request, TowerWorkspace workspace, IEnumerable<(DatasetDocument Dataset, DatasetVersionDocument Version)> all)
    {
        var (max, offset) = TowerWorld.Page(request, 100);
        var found = TowerWorld.Listed(request, all.Where(v => request.QueryValue("mimeType") is not { } type || v.Version.MediaType == type));
        return TowerAnswers.Json(new JsonObject
        {
            ["versions"] = TowerAnswers.Array(found.Skip(offset).Take(max).Select(v => VersionJson(request, workspace, v.Dataset, v.Version))),
            ["totalSize"] = found.Count,
        });
    }

    // The file's name is part of the address: another one finds nothing.
    private LocalAnswer Download(LocalRequest request)
    {
        var (dataset, version) = Version(request, Workspace(request));
        if (version.FileName != request["fileName"] || version.Disabled)
        {
            throw TowerAnswers.NotFound("Dataset version not found");
        }

        return version.LinkedUrl is { } url
            ? LocalAnswer.Empty(307).With("Location", url)
            : LocalAnswer.Bytes(datasets.Read(dataset.Id, version.Version), "application/octet-stream")
                .With("Content-Disposition", $"attachment; filename=\"{version.FileName}\"");
    }

    private (DatasetDocument Dataset, DatasetVersionDocument Version) Version(LocalRequest request, TowerWorkspace workspace)
    {
        var dataset = datasets.Get(workspace, request["datasetId"]);
        var number = TowerWorld.Number(request["version"], "version");
        return (dataset, dataset.Versions.FirstOrDefault(v => v.Version == number) ?? throw TowerAnswers.NotFound("Dataset version not found"));
    }

    private static async Task<(string FileName, string Type, ReadOnlyMemory<byte> Content)> ReadPartAsync(LocalRequest request, CancellationToken stopping)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var media) || media.MediaType != "multipart/form-data" || media.Boundary.Length == 0)
        {
            throw TowerAnswers.Bad("Required argument [CompletedFileUpload file] not specified");
        }

        var reader = new MultipartReader(HeaderUtilities.RemoveQuotes(media.Boundary).ToString(), new MemoryStream(request.Body.ToArray()));
        while (await reader.ReadNextSectionAsync(stopping).ConfigureAwait(false) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || HeaderUtilities.RemoveQuotes(disposition.Name) != "file")
            {
                continue;
            }

            var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.Length > 0 ? disposition.FileNameStar : disposition.FileName).ToString();
            using var content = new MemoryStream();
            await section.Body.CopyToAsync(content, stopping).ConfigureAwait(false);
            var type = MediaTypeHeaderValue.TryParse(section.ContentType, out var partType) ? partType.MediaType.ToString() : "application/octet-stream";
            return name.Length > 0 ? (name, type, content.ToArray()) : throw TowerAnswers.Bad("The uploaded file has no name");
        }

        throw TowerAnswers.Bad("Required argument [CompletedFileUpload file] not specified");
    }

    private static DatasetVersionDocument NewVersion(string fileName, string type, bool hasHeader, long size, string? linkedUrl) => new()
    {
        Version = 0,
        FileName = fileName,
        MediaType = type,
        HasHeader = hasHeader,
        Size = size,
        LinkedUrl = linkedUrl,
        UserId = 0,
        UserName = "",
        DateCreated = default,
    };

    private static bool IsOld(LocalRequest request) => request.Segments[0] == "workspaces";

    private TowerWorkspace Workspace(LocalRequest request, TowerPermission permission = TowerPermission.Read)
    {
        if (!IsOld(request))
        {
            return world.Workspace(request, permission);
        }

        var workspace = world.People.Find(TowerWorld.Number(request["workspaceId"], "workspaceId"));
        return workspace is not null && TowerWorld.Caller(request).May(permission) ? workspace : throw TowerAnswers.ForbiddenBare();
    }

    private LocalAnswer Answer(LocalRequest request, TowerWorkspace workspace, DatasetDocument dataset) =>
        TowerAnswers.Json(new JsonObject { ["dataset"] = Json(dataset, workspace, request) });

    private LocalAnswer Answer(LocalRequest request, TowerWorkspace workspace, DatasetVersionDocument version) =>
        TowerAnswers.Json(new JsonObject { ["version"] = VersionJson(request, workspace, datasets.Get(workspace, request["datasetId"]), version) });

    private JsonObject Json(DatasetDocument dataset, TowerWorkspace workspace, LocalRequest request) => new()
    {
        ["id"] = dataset.Id,
        ["name"] = dataset.Name,
        ["description"] = dataset.Description,
        ["mediaType"] = dataset.MediaType,
        ["deleted"] = false,
        ["hidden"] = dataset.Hidden,
        ["sourceType"] = dataset.SourceType,
        ["version"] = dataset.Versions.Count,
        ["workspaceId"] = workspace.Id,
        ["organizationId"] = workspace.OrgId,
        ["user"] = User(dataset.UserId, dataset.UserName),
        ["lastUpdatedBy"] = User(dataset.UserId, dataset.UserName),
        ["runsInfo"] = null,
        ["dateCreated"] = TowerAnswers.Date(dataset.DateCreated),
        ["lastUpdated"] = TowerAnswers.Date(dataset.LastUpdated),
        ["labels"] = TowerWorld.Asks(request, "labels") ? labels.Json(dataset.LabelIds) : null,
    };

    private static JsonObject VersionJson(LocalRequest request, TowerWorkspace workspace, DatasetDocument dataset, DatasetVersionDocument version) => new()
    {
        ["datasetId"] = dataset.Id,
        ["datasetName"] = dataset.Name,
        ["datasetDescription"] = dataset.Description,
        ["version"] = version.Version,
        ["hasHeader"] = version.HasHeader,
        ["mediaType"] = version.MediaType,
        ["fileName"] = version.FileName,
        ["fileSize"] = version.Size,
        ["disabled"] = version.Disabled,
        ["linkedSource"] = version.LinkedUrl is { } linked ? new JsonObject { ["url"] = linked } : null,
        ["workspaceId"] = workspace.Id,
        ["url"] = Url(request, workspace, dataset, version),
        ["createdBy"] = User(version.UserId, version.UserName),
        ["dateCreated"] = TowerAnswers.Date(version.DateCreated),
        ["lastUpdated"] = TowerAnswers.Date(version.DateCreated),
    };

    private static string Url(LocalRequest request, TowerWorkspace workspace, DatasetDocument dataset, DatasetVersionDocument version)
    {
        var url = new StringBuilder(request.Origin);
        if (workspace.Id is { } id)
        {
            url.Append(CultureInfo.InvariantCulture, $"/workspaces/{id}");
        }

        return url.Append(CultureInfo.InvariantCulture, $"/datasets/{dataset.Id}/v/{version.Version}/n/{Uri.EscapeDataString(version.FileName)}").ToString();
    }

    private static JsonObject User(long id, string name) => new() { ["id"] = id, ["userName"] = name, ["email"] = null, ["avatar"] = null };
}
