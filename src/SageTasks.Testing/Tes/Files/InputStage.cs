namespace SageTasks.Testing;

/// <summary>Brings in what a task is given.</summary>
internal sealed class InputStage(FileMoves moves)
{
    public async Task PrepareAsync(TesTask task, TaskFolder folder, CancellationToken cancellationToken)
    {
        folder.Make("/tmp");
        foreach (var input in task.Inputs ?? [])
        {
            await BringAsync(input, folder, cancellationToken).ConfigureAwait(false);
        }

        foreach (var volume in task.Volumes ?? [])
        {
            folder.Make(volume);
        }

        foreach (var output in task.Outputs ?? [])
        {
            folder.Make(PathPattern.FixedFolder(output.Path!, output.Type == "DIRECTORY"));
        }

        foreach (var executor in task.Executors ?? [])
        {
            Prepare(executor, folder);
        }
    }

    private static void Prepare(TesExecutor executor, TaskFolder folder)
    {
        if (!string.IsNullOrEmpty(executor.Workdir))
        {
            folder.Make(executor.Workdir);
        }

        foreach (var path in (string?[])[executor.Stdout, executor.Stderr])
        {
            if (!string.IsNullOrEmpty(path))
            {
                folder.Place(path);
            }
        }
    }

    private async Task BringAsync(TesInput input, TaskFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            var place = folder.Place(input.Path!);
            if (!string.IsNullOrEmpty(input.Content) || string.IsNullOrEmpty(input.Url))
            {
                await File.WriteAllTextAsync(place, input.Content, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await moves.BringAsync(input.Url, place, input.Type == "DIRECTORY", cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new IOException($"Input {input.Path} could not be brought from {input.Url ?? "its content"}: {e.Message}", e);
        }
    }
}
