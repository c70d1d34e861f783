using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>Does exports: a file's bytes go to a volume, and unless it is a copy the file becomes an alias of what is there.</summary>
internal sealed class ExportWork(CavaticaWorld world, FileBook files, ProjectBook projects, FileContents contents, VolumeBook volumes, UserDirectory users)
{
    public const string CopyOnly = "copy_only";

    /// <summary>Refuses what cannot be a request for an export.</summary>
    public void Check(UserDocument user, JsonObject request)
    {
        var source = request["source"] as JsonObject ?? throw CavaticaErrors.Refuse(400, 9011, "'source' is missing.");
        var destination = request["destination"] as JsonObject ?? throw CavaticaErrors.Refuse(400, 9011, "'destination' is missing.");
        var file = files.Get(user, CavaticaCall.TextOf(source, "file") ?? throw CavaticaErrors.Refuse(400, 9011, "'source.file' is missing."), Permission.Write);
        if (file.IsFolder || file.Volume is not null || projects.Table.Find(file.Project) is { IsPublic: true })
        {
            throw CavaticaErrors.Refuse(400, 9006, "Requested file cannot be exported.");
        }

        var volume = volumes.Get(user, CavaticaCall.TextOf(destination, "volume"));
        if (volume.AccessMode != "RW")
        {
            throw CavaticaErrors.Refuse(400, 9026, "The volume is not configured for writing access (access_mode is not set to RW).");
        }

        if (string.Equals((string?)volume.Service["type"], "gcs", StringComparison.OrdinalIgnoreCase))
        {
            throw CavaticaErrors.Refuse(400, 9027, "Exporting files across different cloud services is not yet supported.");
        }

        if (string.IsNullOrEmpty(CavaticaCall.TextOf(destination, "location")))
        {
            throw CavaticaErrors.Refuse(400, 9011, "'destination.location' is missing.");
        }
    }

    public async Task<IReadOnlyList<JobResult>> ExportAsync(JobDocument job)
    {
        var (file, path, refused) = Prepare(job);
        if (refused is not null)
        {
            return [refused];
        }

        await contents.CopyToAsync(file!, path!).ConfigureAwait(false);
        return [Finish(job, file!)];
    }

    private (FileDocument? File, string? Path, JobResult? Refused) Prepare(JobDocument job)
    {
        try
        {
            lock (world.Lock)
            {
                Check(users.Find(job.User)!, job.Request);
                var destination = (JsonObject)job.Request["destination"]!;
                var path = VolumeBook.PathOf(volumes.Table.Find((string)destination["volume"]!)!, (string)destination["location"]!)
                    ?? throw CavaticaErrors.Refuse(400, 9103, "Location on volume is not accessible as configured.");
                var overwrites = job.Request["overwrite"] is JsonValue value && value.TryGetValue<bool>(out var set) && set;
                return File.Exists(path) && !overwrites
                    ? throw CavaticaErrors.Refuse(409, 9107, "Location on volume already contains a file.")
                    : (files.Table.Find((string)job.Request["source"]!["file"]!), path, null);
            }
        }
        catch (RefusalException refusal)
        {
            return (null, null, new JobResult(null, CavaticaErrors.Body(refusal)));
        }
    }

    private JobResult Finish(JobDocument job, FileDocument file)
    {
        lock (world.Lock)
        {
            var destination = (JsonObject)job.Request["destination"]!;
            if (job.Request[CopyOnly]?.GetValue<bool>() != true && files.Table.Find(file.Id) is { } now)
            {
                files.Change(now, now with { Bytes = [], Volume = (string)destination["volume"]!, Location = (string)destination["location"]! });
            }

            return new JobResult(file.Id);
        }
    }
}
