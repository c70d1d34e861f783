using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>The asynchronous operations on files and folders, which keep the structure of folders.</summary>
internal sealed class FileJobRoutes(JobBoard jobs, FileBook files, FileWork work, UserDirectory users)
{
    private static readonly string[] Kinds = ["copy", "move", "delete"];

    public void Map(CavaticaApi api)
    {
        jobs.Handle("copy", (job, item) => work.CopyTree(Source(job, item, Permission.Copy), Place(job, item), Name(item)).Id);
        jobs.Handle("move", (job, item) => work.Move(Source(job, item, Permission.Write), Place(job, item), Name(item)).Id);
        jobs.Handle("delete", (job, item) =>
        {
            work.Delete(Source(job, item, Permission.Write), isRecursive: true);
            return null;
        });
        api.Map("GET /async/files", call => call.List([.. Mine(call).Where(job => Kinds.Contains(job.Kind, StringComparer.Ordinal))], job => Write(call, job)));
        foreach (var kind in Kinds)
        {
            api.Map($"POST /async/files/{kind}", call => Begin(call, kind))
                .Map($"GET /async/files/{kind}/{{id}}", call => call.One(Write(call, Mine(call).FirstOrDefault(job => job.Id == call["id"] && job.Kind == kind)
                    ?? throw CavaticaErrors.Refuse(404, 9008, "Requested job does not exist."))));
        }
    }

    private IEnumerable<JobDocument> Mine(CavaticaCall call) => jobs.Table.All.Where(job => job.User == call.User.Username);

    private LocalAnswer Begin(CavaticaCall call, string kind)
    {
        Bulk.Items(call);
        return call.One(Write(call, jobs.Begin(call, kind, JobState.Submitted, call.Body)), 201);
    }

    private UserDocument UserOf(JobDocument job) => users.Find(job.User)!;

    private FileDocument Source(JobDocument job, JsonObject item, Permission permission) =>
        files.Get(UserOf(job), CavaticaCall.TextOf(item, "file") ?? throw CavaticaErrors.Refuse(400, 5004, "File id must not be null or an empty string."), permission);

    private FilePlace Place(JobDocument job, JsonObject item) => files.Place(UserOf(job), CavaticaCall.TextOf(item, "project"), CavaticaCall.TextOf(item, "parent"));

    private static string? Name(JsonObject item) => CavaticaCall.TextOf(item, "name") is { Length: > 0 } name ? name : null;

    private JsonObject Write(CavaticaCall call, JobDocument job) => new()
    {
        ["href"] = call.Href($"/async/files/{job.Kind}/{job.Id}"),
        ["id"] = job.Id,
        ["type"] = job.Kind.ToUpperInvariant(),
        ["state"] = job.State,
        ["total_files"] = JobBoard.ItemsOf(job).Count(),
        ["completed_files"] = job.Results.Count(result => result.Error is null),
        ["failed_files"] = job.Results.Count(result => result.Error is not null),
        ["started_on"] = CavaticaCall.Date(job.StartedOn),
        ["finished_on"] = CavaticaCall.Date(job.FinishedOn),
        ["result"] = new JsonArray([.. job.Results.Select(result => Results.Write(call, files, result))]),
    };
}
