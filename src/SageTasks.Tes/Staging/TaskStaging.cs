using System.Text;
using SageTasks.Storage;

namespace SageTasks.Tes;

/// <summary>Brings a task's inputs to where its commands expect them, and its outputs to where it says, through the transfer engine: whatever
/// schemes the engine's stores have, in one way for all of them. For whoever runs tasks, or moves a task's files beside a server.
/// Calling it again is safe: what is there already is left as it is.</summary>
/// <param name="engine">The transfer engine, with a store for each scheme.</param>
/// <param name="options">How files are copied; how each is written and whether equal ones are left out is this class's own.</param>
/// <param name="localFolders">Folders of this machine that a task may name as addresses of its inputs and outputs (<c>file:</c>, or a path alone).
/// Null or empty for none: whoever writes a task could otherwise have any file of this machine read or replaced.</param>
/// <param name="allowLocalTargets">Whether a task may name web addresses (<c>http</c>, <c>https</c>, <c>drs</c>) on this machine or link-local. Else they
/// are refused: whoever writes a task could otherwise have read what only this machine reaches, such as the credentials that a cloud gives its machines.</param>
public sealed class TaskStaging(
    TransferEngine engine, TransferPlanOptions? options = null, IReadOnlyList<string>? localFolders = null, bool allowLocalTargets = false)
{
    private const string Inputs = "inputs";
    private const string Outputs = "outputs";

    private readonly TransferPlanOptions _options = options ?? new TransferPlanOptions();
    private readonly LocalPlaces _places = new(localFolders ?? [], allowLocalTargets);

    /// <summary>Brings every input to its path below a folder: files, whole directories, and contents that stand in the task. A file that is there
    /// already is never overwritten: with the same bytes it will do, with others it is a failure.</summary>
    /// <param name="task">The task; <see cref="TesTask.FromJson"/> reads one.</param>
    /// <param name="root">The folder that stands for the container's root.</param>
    /// <param name="cancellationToken">Stops the call; what is half done is gone on with the next time.</param>
    /// <exception cref="TaskRefusedException">The task breaks a rule of TES; nothing was copied.</exception>
    /// <exception cref="StagingException">Inputs are missing, could not be brought, or lie on this machine where tasks may not read; the message lists
    /// every one. A directory with nothing below its address is missing, unless it is an empty folder of this machine.</exception>
    public async Task<IReadOnlyList<StagedFile>> StageInputsAsync(TesTask task, Location root, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(root);
        task = Checked(task);
        _places.Require(Inputs, task.Inputs.Select(input => input.Url).OfType<string>());
        var staged = new List<StagedFile>();
        var failures = new List<string>();
        foreach (var input in task.Inputs.Where(input => input.Content is not null))
        {
            await WriteAsync(input, StagingPlan.Below(root, input.Path), staged, failures, cancellationToken).ConfigureAwait(false);
        }

        await CopyAsync(Plan(root).InputsAsync(task, cancellationToken), root, isInput: true, PutMode.CreateNew, staged, failures, cancellationToken).ConfigureAwait(false);
        return failures.Count == 0 ? staged : throw new StagingException(Inputs, failures);
    }

    /// <summary>Brings every output from its path below a folder to its address: files, whole directories, and what matches a pattern, whose place
    /// is the address and the match without its path prefix. What is there with other bytes is replaced. Links are followed inside of the folder;
    /// a pattern may match nothing.</summary>
    /// <param name="task">The task; <see cref="TesTask.FromJson"/> reads one.</param>
    /// <param name="root">The folder that stands for the container's root.</param>
    /// <param name="cancellationToken">Stops the call; what is half done is gone on with the next time.</param>
    /// <exception cref="TaskRefusedException">The task breaks a rule of TES; nothing was copied.</exception>
    /// <exception cref="StagingException">Outputs are missing, could not be brought, are links that lead out of the task's files or nowhere, or belong on
    /// this machine where tasks may not write; the message lists every one.</exception>
    public async Task<IReadOnlyList<StagedFile>> StageOutputsAsync(TesTask task, Location root, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(root);
        task = Checked(task);
        _places.Require(Outputs, task.Outputs.Select(output => output.Url));
        var staged = new List<StagedFile>();
        var failures = new List<string>();
        await CopyAsync(Plan(root).OutputsAsync(task, cancellationToken), root, isInput: false, PutMode.Overwrite, staged, failures, cancellationToken).ConfigureAwait(false);
        return failures.Count == 0 ? staged : throw new StagingException(Outputs, failures);
    }

    private StagingPlan Plan(Location root) => new(engine.Stores, _places, root);

    private static TesTask Checked(TesTask task)
    {
        var asked = Unset.LeaveOut(task);
        TaskRules.Require(asked);
        return asked;
    }

    private async Task CopyAsync(
        IAsyncEnumerable<TransferItem> items, Location root, bool isInput, PutMode mode, List<StagedFile> staged, List<string> failures, CancellationToken cancellationToken)
    {
        var how = _options with { Mode = mode, SkipEqual = true, DryRun = false, StopOnFailure = false };
        await foreach (var result in engine.RunAsync(TransferPlan.Of(items), how, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var item = result.Item;
            var isThere = result.Exception is DestinationExistsException && await HoldTheSameAsync(item, cancellationToken).ConfigureAwait(false);
            if (result.Outcome == TransferOutcome.Failed && !isThere)
            {
                failures.Add($"{item.Source} → {item.Destination}: {result.Error}");
                continue;
            }

            staged.Add(new StagedFile
            {
                Path = "/" + (isInput ? item.Destination : item.Source).Path[root.Path.TrimEnd('/').Length..].TrimStart('/'),
                Source = item.Source,
                Destination = item.Destination,
                WasCopied = result.Outcome == TransferOutcome.Copied,
                Size = result.Size,
            });
        }
    }

    // A source that states no digest proves nothing by itself: its bytes do.
    private async Task<bool> HoldTheSameAsync(TransferItem item, CancellationToken cancellationToken) =>
        await DigestAsync(item.Source, cancellationToken).ConfigureAwait(false) == await DigestAsync(item.Destination, cancellationToken).ConfigureAwait(false);

    private async Task<Digest> DigestAsync(Location location, CancellationToken cancellationToken)
    {
        var body = await engine.Stores.SourceOf(location).OpenAsync(location, ByteRange.All, null, cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            return Digest.FromBytes(DigestAlgorithm.Sha256, await System.Security.Cryptography.SHA256.HashDataAsync(body.Stream, cancellationToken).ConfigureAwait(false));
        }
    }

    private async Task WriteAsync(TesInput input, Location place, List<StagedFile> staged, List<string> failures, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(input.Content!);
        var isNew = true;
        try
        {
            await engine.Stores.StoreOf(place).PutAsync(place, ObjectContent.Of(bytes), new PutOptions { Mode = PutMode.CreateNew }, cancellationToken).ConfigureAwait(false);
        }
        catch (DestinationExistsException there)
        {
            isNew = false;
            if (await DigestAsync(place, cancellationToken).ConfigureAwait(false) != Digest.Of(bytes, DigestAlgorithm.Sha256))
            {
                failures.Add($"the content of {input.Path} → {place}: {there.Message}");
                return;
            }
        }

        staged.Add(new StagedFile { Path = input.Path, Destination = place, WasCopied = isNew, Size = bytes.Length });
    }
}
