namespace SageTasks.Testing.Wes;

/// <summary>Finds the workflow of a run: an attachment, or an address.</summary>
internal static class WorkflowFile
{
    /// <returns>What the engine is given: a file's name in the run's folder, or an address that it fetches by itself.</returns>
    public static async Task<string> FindAsync(RunDocument run, IWorkflowEngine engine, RunFiles files, CancellationToken cancellationToken)
    {
        var request = run.Request;
        if (files.Find(request.WorkflowUrl) is not null)
        {
            return request.WorkflowUrl;
        }

        var address = new Uri(request.WorkflowUrl, UriKind.Absolute);
        if (engine.Fetches)
        {
            return request.WorkflowUrl;
        }

        var last = Path.GetFileName(address.LocalPath);
        var name = RunFiles.Free(AttachmentName.IsSafe(last) ? last : "workflow", run.Attachments);
        if (files.Find(name) is not null)
        {
            // An earlier life of the server has fetched it.
            return name;
        }

        var content = address.IsFile
            ? await File.ReadAllBytesAsync(address.LocalPath, cancellationToken).ConfigureAwait(false)
            : await FetchAsync(address, cancellationToken).ConfigureAwait(false);
        await files.WriteWholeAsync(name, content, cancellationToken).ConfigureAwait(false);
        return name;
    }

    private static async Task<byte[]> FetchAsync(Uri address, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        return await http.GetByteArrayAsync(address, cancellationToken).ConfigureAwait(false);
    }
}
