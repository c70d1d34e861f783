using SageTasks.Storage;

namespace SageTasks.Tes;

/// <summary>Makes tasks of Cromwell runnable where its file system is not: Cromwell's TES backend writes paths of its own file system as
/// addresses, and leaves out files that its scripts read.</summary>
public sealed class CromwellPaths
{
    private const string SharedPrefix = "/tes-wd/shared";
    private const string OwnRoot = "/tes-wd/";
    private const string Injected = "injected-";

    private readonly Func<string, string?> _urlOf;

    /// <summary>Maps paths in the caller's own way.</summary>
    /// <param name="urlOf">The address of a path; null for a path that stays as it is.</param>
    public CromwellPaths(Func<string, string?> urlOf)
    {
        ArgumentNullException.ThrowIfNull(urlOf);
        _urlOf = urlOf;
    }

    /// <summary>As the older TES on Azure does: a path below <c>/tes-wd/shared</c> (or <c>/tes-wd/shared-global</c>) is a blob, named by what
    /// follows <c>/tes-wd/</c>.</summary>
    /// <param name="container">The address of the container, such as <c>https://account.blob.core.windows.net/cromwell</c> or <c>az://account/cromwell</c>.</param>
    public static CromwellPaths BelowSharedFolder(string container)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(container);
        return new CromwellPaths(path => path.StartsWith(SharedPrefix, StringComparison.Ordinal) ? Join(container, path[OwnRoot.Length..]) : null);
    }

    /// <summary>As today's TES on Azure does: <c>/account/container/blob</c> names the blob, and a path below <c>/cromwell-executions</c> is one of
    /// the container of that name of the default account.</summary>
    /// <param name="defaultAccount">The account that Cromwell's own files are in.</param>
    /// <param name="accounts">The accounts whose names paths may begin with; the default account is always one of them.</param>
    public static CromwellPaths ByAccount(string defaultAccount, params IReadOnlyList<string> accounts)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(defaultAccount);
        var known = (accounts ?? []).Append(defaultAccount).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new CromwellPaths(path => path.Split('/', 4) switch
        {
            ["", "cromwell-executions", ..] => Join(Blobs(defaultAccount), path[1..]),
            ["", var account, var container, { Length: > 0 } blob] when known.Contains(account) => Join(Blobs(account), $"{container}/{blob}"),
            _ => null,
        });
    }

    /// <summary>The address of a path; null for a path that stays as it is.</summary>
    public string? UrlOf(string path) => _urlOf(path);

    /// <summary>The task with an address in place of every path that stands as one: inputs without content, and outputs, whose address is their
    /// own path. Others stay as they are.</summary>
    public TesTask Map(TesTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task with
        {
            Inputs = [.. task.Inputs.Select(input => string.IsNullOrEmpty(input.Content) && input.Url == input.Path ? input with { Url = UrlOf(input.Path) ?? input.Url } : input)],
            Outputs = [.. task.Outputs.Select(output => output.Url == output.Path ? output with { Url = UrlOf(output.Path) ?? output.Url } : output)],
        };
    }

    /// <summary>The task with the files that Cromwell put into the execution directory and did not name, such as those of <c>write_tsv()</c>:
    /// what is there and neither an input nor an output, by file name, becomes an input. Calling it again adds nothing. A task that is not
    /// Cromwell's stays as it is.</summary>
    /// <param name="task">The task, before or after <see cref="Map"/>.</param>
    /// <param name="stores">Where the execution directory, mapped, can be listed.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<TesTask> AddMissingInputsAsync(TesTask task, ObjectStores stores, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(stores);
        if (SubmitterDetection.Detect(task)?.ExecutionDirectory is not { } directory || UrlOf(directory) is not { } url)
        {
            return task;
        }

        var folder = Location.Parse(url.TrimEnd('/') + "/");
        var known = task.Inputs.Select(input => FileName(input.Path)).Concat(task.Outputs.Select(output => FileName(output.Path))).ToHashSet(StringComparer.Ordinal);
        var added = new List<TesInput>();
        await foreach (var file in stores.SourceOf(folder).ListAsync(folder, cancellationToken).ConfigureAwait(false))
        {
            if (NameWithin(folder, file.Location) is { } name && known.Add(name))
            {
                added.Add(new TesInput { Name = Injected + name, Path = $"{directory}/{name}", Url = file.Location.Address, Type = TesFileType.File });
            }
        }

        return added.Count == 0 ? task : task with { Inputs = [.. task.Inputs, .. added.OrderBy(input => input.Path, StringComparer.Ordinal)] };
    }

    // Files in folders below belong to what made them.
    private static string? NameWithin(Location folder, Location file)
    {
        var rest = file.Path.StartsWith(folder.Path, StringComparison.Ordinal) ? file.Path[folder.Path.Length..] : string.Empty;
        return rest.Length > 0 && !rest.Contains('/', StringComparison.Ordinal) ? rest : null;
    }

    private static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string Blobs(string account) => $"https://{account}.blob.core.windows.net";

    // Keys of s3, gs and az stand in an address as they are.
    private static string Join(string place, string name) =>
        $"{place.TrimEnd('/')}/{(place.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? string.Join('/', name.Split('/').Select(Uri.EscapeDataString)) : name)}";
}
