namespace SageTasks.Testing.Wes;

/// <summary>Gives logs and results, beside the published API.</summary>
internal sealed class FileRoutes(WesWorld world, RunRegistry runs)
{
    public void Map(RouteTable routes)
    {
        routes.Map("GET /logs/{run_id}/{stream}", Log);
        routes.Map("GET /files/{run_id}/{name*}", File);
    }

    private LocalAnswer Log(LocalRequest request)
    {
        var run = runs.Get(request);
        if (request["stream"] is not ("stdout" or "stderr"))
        {
            throw world.Answers.Refusal(404, "There is no such log.");
        }

        var path = new RunFiles(world.Folder, run.Document.Id).Log(request["stream"]);
        return System.IO.File.Exists(path) ? Content(path, "text/plain") : LocalAnswer.Text("");
    }

    private LocalAnswer File(LocalRequest request)
    {
        var run = runs.Get(request);
        var path = new RunFiles(world.Folder, run.Document.Id).Find(request["name"]) ?? throw world.Answers.Refusal(404, "There is no such file.");
        return Content(path, "application/octet-stream");
    }

    // A run may still write to it: what is there now is given, no more.
    private static LocalAnswer Content(string path, string type)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = file.Length;
        return new LocalAnswer
        {
            Status = 200,
            ContentType = type,
            Length = length,
            Source = file,
            Writer = (output, cancellationToken) => CopyAsync(file, output, length, cancellationToken),
        };
    }

    private static async Task CopyAsync(FileStream file, Stream output, long length, CancellationToken cancellationToken)
    {
        var buffer = new byte[81_920];
        for (var left = length; left > 0;)
        {
            var read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw new IOException("The file became shorter.");
            }

            await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            left -= read;
        }
    }
}
