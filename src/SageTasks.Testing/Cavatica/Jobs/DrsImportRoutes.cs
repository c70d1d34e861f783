using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>Imports of objects by their DRS URIs, in bulk.</summary>
internal sealed class DrsImportRoutes(JobBoard jobs, FileBook files, UserDirectory users, DrsSources sources)
{
    private const string Kind = "drs";

    private static readonly string[] Resolutions = ["SKIP", "OVERWRITE", "RENAME"];

    public void Map(CavaticaApi api)
    {
        jobs.Handle(Kind, ImportAsync);
        api.Map("POST /bulk/drs/imports/create", Begin)
            .Map("GET /bulk/drs/imports/{id}", call => call.One(Write(call, jobs.Table.Find(call["id"]) is { Kind: Kind } job && job.User == call.User.Username
                ? job
                : throw CavaticaErrors.Refuse(404, 9008, "Requested job does not exist."))));
    }

    private LocalAnswer Begin(CavaticaCall call)
    {
        foreach (var item in Bulk.Items(call))
        {
            DrsSources.Parse(CavaticaCall.TextOf(item, "drs_uri"));
            Place(call.User, item);
        }

        return Resolution(call.Body) is { } resolution && !Resolutions.Contains(resolution, StringComparer.Ordinal)
            ? throw CavaticaErrors.Bad($"'conflict_resolution' is '{resolution}'. Allowed values: [{string.Join(", ", Resolutions)}].")
            : call.One(Write(call, jobs.Begin(call, Kind, JobState.Submitted, call.Body)), 201);
    }

    private static string? Resolution(JsonObject request) => CavaticaCall.TextOf(request, "conflict_resolution");

    private FilePlace Place(UserDocument user, JsonObject item) => files.Place(user, CavaticaCall.TextOf(item, "project"), CavaticaCall.TextOf(item, "parent"));

    private async Task<IReadOnlyList<JobResult>> ImportAsync(JobDocument job, CancellationToken cancellationToken)
    {
        var results = new List<JobResult>();
        foreach (var item in JobBoard.ItemsOf(job))
        {
            results.Add(await ImportAsync(job, item, cancellationToken).ConfigureAwait(false));
        }

        return results;
    }

    private async Task<JobResult> ImportAsync(JobDocument job, JsonObject item, CancellationToken cancellationToken)
    {
        try
        {
            var found = await sources.FindAsync(DrsSources.Parse((string?)item["drs_uri"]), users.Find(job.User)!, cancellationToken).ConfigureAwait(false);
            return jobs.Try(() => Take(job, item, found, CavaticaCall.TextOf(item, "name"), Place(users.Find(job.User)!, item)));
        }
        catch (RefusalException refusal)
        {
            return new JobResult(null, CavaticaErrors.Body(refusal));
        }
    }

    private string Take(JobDocument job, JsonObject item, DrsSource found, string? name, FilePlace place)
    {
        var wanted = FileNames.Check(name ?? found.Name);
        var taken = files.Child(place.Folder, wanted);
        if (found.Contents is { } inside)
        {
            var folder = taken is { IsFolder: true } ? taken : files.Add(files.New(place.Project, place.Folder, FileNames.Free(files, place.Folder, wanted)) with { IsFolder = true });
            foreach (var one in inside)
            {
                Take(job, item, one, null, place with { Folder = folder.Id });
            }

            return folder.Id;
        }

        switch (taken, Resolution(job.Request) ?? "SKIP")
        {
            case ({ IsFolder: false }, "SKIP"):
                return taken.Id;
            case ({ IsFolder: false }, "OVERWRITE"):
                return files.Change(taken, With(taken, job, item, found)).Id;
            default:
                return files.Add(With(files.New(place.Project, place.Folder, FileNames.Free(files, place.Folder, wanted)), job, item, found)).Id;
        }
    }

    private static FileDocument With(FileDocument file, JobDocument job, JsonObject item, DrsSource found) => file with
    {
        Size = found.Size,
        ETag = found.ETag,
        Bytes = found.Bytes,
        Volume = found.Volume,
        Location = found.Location,
        Metadata = FileWork.Metadata([], item["metadata"] as JsonObject ?? []),
        Tags = job.Request["tags"] is JsonArray tags ? FileWork.Tags(tags) : file.Tags,
    };

    private JsonObject Write(CavaticaCall call, JobDocument job) => new()
    {
        ["href"] = call.Href($"/bulk/drs/imports/{job.Id}"),
        ["id"] = job.Id,
        ["state"] = job.State,
        ["result"] = new JsonArray([.. job.Results.Select(result => Results.Write(call, files, result))]),
        ["started_on"] = CavaticaCall.Date(job.StartedOn),
        ["finished_on"] = CavaticaCall.Date(job.FinishedOn),
    };
}
