using System.Globalization;

namespace SageTasks.Tes;

/// <summary>Puts a task together step by step, and holds it against the rules of TES before anything is sent. Not for several threads at once.</summary>
public sealed partial class TesTaskBuilder
{
    private readonly List<TesInput> _inputs = [];
    private readonly List<TesOutput> _outputs = [];
    private readonly List<TesExecutor> _executors = [];
    private readonly List<string> _volumes = [];
    private readonly Dictionary<string, string> _tags = new(StringComparer.Ordinal);
    private readonly List<string> _repeated = [];
    private readonly string? _name;
    private string? _description;

    /// <summary>Begins a task.</summary>
    /// <param name="name">Its name for people; null for none.</param>
    public TesTaskBuilder(string? name = null) => _name = name;

    /// <summary>A description for people.</summary>
    public TesTaskBuilder Describe(string description)
    {
        _description = description;
        return this;
    }

    /// <summary>Runs a command in a container, after the commands given before.</summary>
    /// <param name="image">The container image.</param>
    /// <param name="command">The command and its arguments, one entry each.</param>
    /// <param name="with">Changes what else there is: <c>executor => executor with { Stdout = "/out/log.txt" }</c>.</param>
    public TesTaskBuilder Run(string image, IReadOnlyList<string> command, Func<TesExecutor, TesExecutor>? with = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        var executor = new TesExecutor { Image = image, Command = [.. command] };
        _executors.Add(with is null ? executor : with(executor));
        return this;
    }

    /// <summary>Puts a file into the container.</summary>
    /// <param name="path">Its absolute path there.</param>
    /// <param name="url">Where it comes from.</param>
    /// <param name="name">A name for people.</param>
    public TesTaskBuilder Input(string path, string url, string? name = null) =>
        Add(new TesInput { Path = path, Url = url, Type = TesFileType.File, Name = name });

    /// <summary>Puts a directory into the container, with all that is in it.</summary>
    /// <param name="path">Its absolute path there.</param>
    /// <param name="url">Where it comes from.</param>
    /// <param name="name">A name for people.</param>
    public TesTaskBuilder InputDirectory(string path, string url, string? name = null) =>
        Add(new TesInput { Path = path, Url = url, Type = TesFileType.Directory, Name = name });

    /// <summary>Puts a text into the container, as a file.</summary>
    /// <param name="path">The file's absolute path there.</param>
    /// <param name="content">The text, at most 128 KiB in UTF-8.</param>
    /// <param name="name">A name for people.</param>
    public TesTaskBuilder InputText(string path, string content, string? name = null) =>
        Add(new TesInput { Path = path, Content = content, Type = TesFileType.File, Name = name });

    /// <summary>Takes a file out of the container.</summary>
    /// <param name="path">Its absolute path there.</param>
    /// <param name="url">Where it goes.</param>
    /// <param name="name">A name for people.</param>
    public TesTaskBuilder Output(string path, string url, string? name = null) =>
        Add(new TesOutput { Path = path, Url = url, Type = TesFileType.File, Name = name });

    /// <summary>Takes a directory out of the container, with all that is in it.</summary>
    /// <param name="path">Its absolute path there.</param>
    /// <param name="url">Where it goes.</param>
    /// <param name="name">A name for people.</param>
    public TesTaskBuilder OutputDirectory(string path, string url, string? name = null) =>
        Add(new TesOutput { Path = path, Url = url, Type = TesFileType.Directory, Name = name });

    /// <summary>Takes all files out of the container that match a pattern (TES 1.1).</summary>
    /// <param name="pattern">An absolute path with <c>*</c>, <c>?</c> or <c>[…]</c>.</param>
    /// <param name="pathPrefix">What is left out of each match: the rest is its place below the address.</param>
    /// <param name="url">The directory that they go to.</param>
    /// <param name="name">A name for people.</param>
    public TesTaskBuilder OutputsMatching(string pattern, string pathPrefix, string url, string? name = null) =>
        Add(new TesOutput { Path = pattern, PathPrefix = pathPrefix, Url = url, Type = TesFileType.File, Name = name });

    /// <summary>A directory of the container that the commands share.</summary>
    /// <param name="path">Its absolute path.</param>
    public TesTaskBuilder Volume(string path)
    {
        _volumes.Add(path);
        return this;
    }

    /// <summary>A tag to find the task by. Several servers cannot search for a key with a dot in it.</summary>
    /// <param name="key">The key, once.</param>
    /// <param name="value">The value.</param>
    public TesTaskBuilder Tag(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!_tags.TryAdd(key, value))
        {
            _repeated.Add($"tags: '{key}' is given twice.");
        }

        return this;
    }

    /// <summary>Says who submits the task, in tags.</summary>
    public TesTaskBuilder SubmittedBy(TaskSubmitter submitter)
    {
        ArgumentNullException.ThrowIfNull(submitter);
        foreach (var (key, value) in submitter.ToTags())
        {
            Tag(key, value);
        }

        return this;
    }

    /// <summary>The task.</summary>
    /// <exception cref="TaskRefusedException">It breaks a rule of TES; the message lists every violation.</exception>
    public TesTask Build()
    {
        var task = Assemble(MachineTypeKeys[0], GpuKeys[0]);
        var violations = Violations(task);
        return violations.Count == 0 ? task : throw new TaskRefusedException(_name, violations);
    }

    /// <summary>The task, held against what the server tells about itself too: backend parameters that it does not know refuse a strict task and
    /// are warnings otherwise, and machine type and GPUs are given under the keys that it knows (<c>GET /service-info</c>).</summary>
    /// <exception cref="TaskRefusedException">It breaks a rule of TES or of this server; the message lists every violation.</exception>
    public async Task<BuiltTask> BuildForAsync(TesClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return BuildFor(await client.GetServiceInfoAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The task, held against what a server has told about itself.</summary>
    /// <exception cref="TaskRefusedException">It breaks a rule of TES or of this server; the message lists every violation.</exception>
    public BuiltTask BuildFor(TesServiceInfo server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var task = Assemble(KeyOf(MachineTypeKeys, server), KeyOf(GpuKeys, server));
        var violations = Violations(task);
        var warnings = new List<string>();
        ServerRules.Check(task, server, violations, warnings);
        return violations.Count == 0 ? new BuiltTask { Task = task, Warnings = warnings } : throw new TaskRefusedException(_name, violations);
    }

    private List<string> Violations(TesTask task)
    {
        var violations = TaskRules.Violations(task).Concat(_repeated).ToList();
        if (_gpus is < 1)
        {
            violations.Add(string.Create(CultureInfo.InvariantCulture, $"GPUs: {_gpus} are asked for. Ask for 1 or more, or for none."));
        }

        return violations;
    }

    private TesTask Assemble(string machineTypeKey, string gpuKey) => new()
    {
        Name = _name,
        Description = _description,
        Inputs = [.. _inputs],
        Outputs = [.. _outputs],
        Executors = [.. _executors],
        Volumes = [.. _volumes],
        Tags = new Dictionary<string, string>(_tags, StringComparer.Ordinal),
        Resources = Resources(machineTypeKey, gpuKey),
    };

    private TesTaskBuilder Add(TesInput input)
    {
        _inputs.Add(input);
        return this;
    }

    private TesTaskBuilder Add(TesOutput output)
    {
        _outputs.Add(output);
        return this;
    }
}
