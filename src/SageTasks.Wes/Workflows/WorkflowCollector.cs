using System.Text;

namespace SageTasks.Wes;

/// <summary>Makes a run request of what a user names: a folder, an address in a tool registry, or any address.</summary>
internal sealed class WorkflowCollector(TrsClient registries)
{
    public async Task<WesRunRequest> CollectAsync(WorkflowSubmission submission, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(submission.Workflow);
        if (submission.Folder is { } folder)
        {
            return await FromFolderAsync(submission, folder, cancellationToken).ConfigureAwait(false);
        }

        if (TrsAddress.TryParse(submission.Workflow, out var address))
        {
            return await FromRegistryAsync(submission, address, cancellationToken).ConfigureAwait(false);
        }

        // An attachment, or an address that the server reads by itself.
        var attached = submission.Attachments.FirstOrDefault(attachment => string.Equals(attachment.Name, submission.Workflow, StringComparison.Ordinal));
        var name = Uri.TryCreate(submission.Workflow, UriKind.Absolute, out var url) ? Uri.UnescapeDataString(url.AbsolutePath) : submission.Workflow;
        return Request(submission, submission.Workflow, Type(submission, WorkflowLanguage.TypeOf(name)), attached?.Text, []);
    }

    private static async Task<WesRunRequest> FromFolderAsync(WorkflowSubmission submission, string folder, CancellationToken cancellationToken)
    {
        var name = submission.Workflow.Replace('\\', '/');
        if (RunRequestRules.Problem(name) is { } problem)
        {
            throw new ArgumentException($"{nameof(submission.Workflow)} '{name}' {problem}.", nameof(submission));
        }

        var type = Type(submission, WorkflowLanguage.TypeOf(name));
        var files = await new WorkflowFolder(folder, type).CollectAsync(name, submission.Parameters, submission.WholeFolder, cancellationToken).ConfigureAwait(false);
        var text = await File.ReadAllTextAsync(Path.Combine(folder, name), cancellationToken).ConfigureAwait(false);
        return Request(submission, name, type, text, files);
    }

    private async Task<WesRunRequest> FromRegistryAsync(WorkflowSubmission submission, TrsAddress address, CancellationToken cancellationToken)
    {
        var found = await registries.GetAsync(address, submission.WorkflowType, cancellationToken).ConfigureAwait(false);
        return Request(submission, found.Primary.Name, found.Type, TextOf(found.Primary), found.Files);
    }

    private static WesRunRequest Request(WorkflowSubmission submission, string url, string type, string? text, IEnumerable<WesAttachment> files) => new()
    {
        WorkflowUrl = url,
        WorkflowType = type,
        WorkflowTypeVersion = submission.WorkflowTypeVersion ?? WorkflowLanguage.VersionOf(type, text ?? "") ?? throw new ArgumentException(
            $"The version of {type} that '{submission.Workflow}' is written in can't be told; set {nameof(submission.WorkflowTypeVersion)}.", nameof(submission)),
        Parameters = submission.Parameters,
        WorkflowEngine = submission.WorkflowEngine,
        EngineParameters = submission.EngineParameters,
        Tags = submission.Tags,
        Attachments = [.. files, .. submission.Attachments],
    };

    // For what is looked for in it, bytes that are no UTF-8 may be any letters.
    private static string? TextOf(WesAttachment attachment) => attachment.ReadBytes() is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    private static string Type(WorkflowSubmission submission, string? told) => submission.WorkflowType ?? told ?? throw new ArgumentException(
        $"The language of '{submission.Workflow}' can't be told by its name; set {nameof(submission.WorkflowType)}, for example to CWL.", nameof(submission));
}
