using System.Runtime.CompilerServices;
using System.Text;
using SageTasks.Files;
using SageTasks.Storage;

namespace SageTasks.Tes;

/// <summary>Brings a task's inputs to where its commands expect them, and its outputs to where it says, through the transfer engine: whatever
/// schemes the engine's stores have, in one way for all of them. For whoever runs tasks, or moves a task's files beside a server.
/// Calling it again is safe: what is there already is left as it is.</summary>
/// <param name="engine">The transfer engine, with a store for each scheme.</param>
/// <param name="options">How files are copied; how each is written and whether equal ones are left out is this class's own.</param>
/// <param name="localFolders">Folders of this machine that a task may name as addresses of its inputs and outputs (<c>file:</c>, or a path alone).
/// Null or empty for none: whoever writes a task could otherwise have any file of this machine read or replaced.</param>
public sealed class TaskStaging(TransferEngine engine, TransferPlanOptions? options = null, IReadOnlyList<string>? localFolders = null)
{
    private const string Inputs = "inputs";
    private const string Outputs = "outputs";

    private readonly TransferPlanOptions _options = options ?? new TransferPlanOptions();
    private readonly LocalPlaces _places = new(localFolders ?? []);

    /// <summary>Brings every input to its path below a folder: files, whole directories, and contents that stand in the task. A file that is there
    /// already is never overwritten: with the same bytes it will do, with others it is a failure.</summary>
    /// <param name="task">The task; <see cref="TesTask.FromJson"/> reads one.</param>
    /// <param name="root">The folder that stands for the container's root.</param>
    /// <param name="cancellationToken">Stops the call; what is half done is gone on with the next time.</param>
    /// <exception cref="TaskRefusedException">The task breaks a rule of TES; nothing was copied.</exception>
    /// <exception cref="StagingException">Inputs could not be brought, or lie on this machine where tasks may not read; the message lists every
    /// one.</exception>
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
            await WriteAsync(input, Below(root, input.Path), staged, failures, cancellationToken).ConfigureAwait(false);
        }

        await CopyAsync(InputsAsync(task, root, cancellationToken), root, isInput: true, PutMode.CreateNew, staged, failures, cancellationToken).ConfigureAwait(false);
        return failures.Count == 0 ? staged : throw new StagingException(Inputs, failures);
    }

    /// <summary>Brings every output from its path below a folder to its address: files, whole directories, and what matches a pattern, whose place
    /// is the address and the match without its path prefix. What is there with other bytes is replaced.</summary>
    /// <param name="task">The task; <see cref="TesTask.FromJson"/> reads one.</param>
    /// <param name="root">The folder that stands for the container's root.</param>
    /// <param name="cancellationToken">Stops the call; what is half done is gone on with the next time.</param>
    /// <exception cref="TaskRefusedException">The task breaks a rule of TES; nothing was copied.</exception>
    /// <exception cref="StagingException">Outputs are missing, could not be brought, or belong on this machine where tasks may not write; the
    /// message lists every one.</exception>
    public async Task<IReadOnlyList<StagedFile>> StageOutputsAsync(TesTask task, Location root, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(root);
        task = Checked(task);
        _places.Require(Outputs, task.Outputs.Select(output => output.Url));
        var staged = new List<StagedFile>();
        var failures = new List<string>();
        await CopyAsync(OutputsAsync(task, root, cancellationToken), root, isInput: false, PutMode.Overwrite, staged, failures, cancellationToken).ConfigureAwait(false);
        return failures.Count == 0 ? staged : throw new StagingException(Outputs, failures);
    }

    private static TesTask Checked(TesTask task)
    {
        var asked = Unset.LeaveOut(task);
        TaskRules.Require(asked);
        return asked;
    }

    private async IAsyncEnumerable<TransferItem> InputsAsync(TesTask task, Location root, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var input in task.Inputs.Where(input => input.Content is null))
        {
            if (input.Type != TesFileType.Directory)
            {
                yield return new TransferItem { Source = Location.Parse(input.Url!), Destination = Below(root, input.Path) };
                continue;
            }

            var plan = TransferPlan.FromPrefix(Folder(input.Url!), FolderBelow(root, input.Path));
            await foreach (var item in plan.ReadAsync(engine.Stores, cancellationToken).ConfigureAwait(false))
            {
                yield return item with { Source = _places.Require(Inputs, item.Source) };
            }
        }
    }

    private async IAsyncEnumerable<TransferItem> OutputsAsync(TesTask task, Location root, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var output in task.Outputs)
        {
            if (output.Type != TesFileType.Directory && !TaskRules.HasWildcards(output.Path))
            {
                yield return new TransferItem { Source = Inside(root, Below(root, output.Path)), Destination = Location.Parse(output.Url) };
                continue;
            }

            await foreach (var item in TreeAsync(output, root, cancellationToken).ConfigureAwait(false))
            {
                yield return item;
            }
        }
    }

    private async IAsyncEnumerable<TransferItem> TreeAsync(TesOutput output, Location root, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pattern = TaskRules.HasWildcards(output.Path) ? new PathPattern(output.Path.TrimEnd('/')) : null;
        var top = pattern?.Folder ?? output.Path.TrimEnd('/') + "/";
        var prefix = pattern is null ? top : output.PathPrefix!;
        var folder = FolderBelow(root, top);
        await foreach (var file in engine.Stores.SourceOf(folder).ListAsync(folder, cancellationToken).ConfigureAwait(false))
        {
            var path = top + file.Location.Path[folder.Path.Length..];
            if (!file.Location.IsFolder && (pattern is null || Matches(pattern, path, output.Type == TesFileType.Directory)))
            {
                yield return new TransferItem
                {
                    Source = Inside(root, file.Location),
                    Destination = _places.Require(Outputs, CopyTarget.Below(Folder(output.Url), path[prefix.Length..].TrimStart('/'))),
                    Size = file.Version.Size,
                };
            }
        }
    }

    // A pattern of directories takes all that is in one that matches.
    private static bool Matches(PathPattern pattern, string path, bool isDirectory)
    {
        if (!isDirectory)
        {
            return pattern.IsMatch(path);
        }

        for (var end = path.LastIndexOf('/'); end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (pattern.IsMatch(path[..end]))
            {
                return true;
            }
        }

        return false;
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

    private static Location Below(Location root, string path) => CopyTarget.Below(root, path.TrimStart('/'));

    private static Location FolderBelow(Location root, string path)
    {
        var name = path.Trim('/');
        var folder = name.Length == 0 ? root : CopyTarget.Below(root, name);
        return folder.IsLocal ? Location.FromPath(Path.TrimEndingDirectorySeparator(folder.LocalPath) + Path.DirectorySeparatorChar) : Folder(folder.Address);
    }

    private static Location Folder(string url) => Location.Parse(url.EndsWith('/') ? url : url + "/");

    // A command may leave a link, or a folder that is one, that leads out of its files, to what it was never given.
    private static Location Inside(Location root, Location file)
    {
        if (!file.IsLocal)
        {
            return file;
        }

        return RealPath.IsWithin(file.LocalPath, root.LocalPath)
            ? file
            : throw new StagingException(Outputs, [$"{file} leads through a link to {RealPath.Of(file.LocalPath)}, outside of the task's files."]);
    }
}
