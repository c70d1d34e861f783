using System.Text.Json;
using System.Text.Json.Nodes;
using SageTasks.Testing.Cavatica;

namespace SageTasks.Testing;

public sealed partial class LocalCavatica
{
    /// <summary>All tasks that the server has, in the order in which they came; deleted ones are not there.</summary>
    public IReadOnlyList<LocalCavaticaTask> Tasks => Locked(() => _server.Tasks.Table.All.Select(LocalCavaticaTask.Of).ToList());

    /// <summary>Adds a user, and answers with the user's token.</summary>
    /// <param name="name">The user's name.</param>
    public string AddUser(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return _server.Users.Admit(name, null).Token;
    }

    /// <summary>Makes a project of the options' user.</summary>
    /// <param name="name">Its name, from which its id is made.</param>
    /// <returns>Its id, <c>owner/short-name</c>.</returns>
    public string AddProject(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Locked(() => _server.ProjectRoutes.Add(UserName, name, BillingGroup).Id);
    }

    /// <summary>Makes a project of somebody else, which everybody may read and copy from: its apps are the public ones.</summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="name">Its name, from which its id is made.</param>
    /// <returns>Its id, <c>owner/short-name</c>.</returns>
    public string AddPublicProject(string owner, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(owner);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Locked(() => _server.ProjectRoutes.Add(owner, name, null, project => project with { IsPublic = true }).Id);
    }

    /// <summary>Installs an app, or a further revision of it.</summary>
    /// <param name="project">The project that it goes into.</param>
    /// <param name="name">Its short name.</param>
    /// <param name="cwl">Its CWL, as JSON.</param>
    /// <returns>Its id with the revision, <c>owner/project/name/0</c>.</returns>
    /// <exception cref="ArgumentException">There is no such project, or the CWL is no JSON object.</exception>
    public string AddApp(string project, string name, string cwl)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var raw = ReadObject(cwl, nameof(cwl));
        return Locked(() =>
        {
            var (app, revision) = _server.Apps.Add($"{Project(project).Id}/{name}", project, UserName, raw);
            return AppBook.FullId(app, revision);
        });
    }

    /// <summary>Lets code of this process execute an app, all its revisions and its copies in other projects. Its tasks that were interrupted by the end
    /// of a process begin anew. An app that nobody registers is executed as the CWL that it is, where cwltool is installed.</summary>
    /// <param name="app">The app, <c>owner/project/app</c>.</param>
    /// <param name="run">What a task does; one that throws has failed.</param>
    public void RunApp(string app, Func<LocalCavaticaJob, CancellationToken, Task> run)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(app);
        ArgumentNullException.ThrowIfNull(run);
        _server.Run(app, Runners.OfCode(run));
    }

    /// <summary>Lets a program execute an app. It runs in the task's folder, finds the inputs in <c>inputs.json</c>, and names its outputs in
    /// <c>cwl.output.json</c>.</summary>
    /// <param name="app">The app, <c>owner/project/app</c>.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public void RunApp(string app, string program, params IReadOnlyList<string> arguments)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(app);
        ArgumentException.ThrowIfNullOrWhiteSpace(program);
        ArgumentNullException.ThrowIfNull(arguments);
        _server.Run(app, Runners.OfProgram(program, arguments));
    }

    /// <summary>Puts a file into a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="metadata">Its metadata.</param>
    /// <param name="folder">The id of the folder that it goes into; null for the project's root.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">There is no such project.</exception>
    public string AddFile(string project, string name, ReadOnlyMemory<byte> bytes, IReadOnlyDictionary<string, string>? metadata = null, string? folder = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Locked(() => _server.Files.Add(_server.Files.New(Project(project), folder, name, bytes.Span) with
        {
            Metadata = new JsonObject((metadata ?? new Dictionary<string, string>(StringComparer.Ordinal)).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        }).Id);
    }

    /// <summary>Puts a folder into a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="name">The folder's name.</param>
    /// <param name="parent">The id of the folder that it goes into; null for the project's root.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">There is no such project.</exception>
    public string AddFolder(string project, string name, string? parent = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Locked(() => _server.Files.Add(_server.Files.New(Project(project), parent, name) with { IsFolder = true }).Id);
    }

    /// <summary>Makes a volume of the options' user over a folder of this machine.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="folder">The folder, which is made when it is missing.</param>
    /// <param name="isWritable">Whether exports may go there.</param>
    /// <param name="service">The kind of store that clients are told: <c>s3</c>, <c>gcs</c>, <c>oss</c> or <c>azure</c>.</param>
    /// <returns>Its id, <c>owner/name</c>.</returns>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public string AddVolume(string name, string folder, bool isWritable = true, string service = "s3")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var described = new JsonObject { ["type"] = service, ["bucket"] = name, ["prefix"] = "" };
        return Locked(() => _server.VolumeRoutes.Add(UserName, name, folder, isWritable ? "RW" : "RO", described).Id);
    }

    /// <summary>The folder that stands for a bucket: a client that attaches a volume of that bucket sees its files.</summary>
    /// <param name="bucket">The bucket's name; for Azure <c>account.container</c>.</param>
    /// <returns>The folder, which is made when it is missing.</returns>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public string BucketFolder(string bucket)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(bucket);
        return VolumeRoutes.BucketFolder(_server.World, bucket);
    }

    /// <summary>Makes an automation of the options' user, with runs.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="runStatuses">The states of its runs, such as <c>FINISHED</c>.</param>
    /// <returns>Its id.</returns>
    public string AddAutomation(string name, params IReadOnlyList<string> runStatuses)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(runStatuses);
        return Locked(() => _server.Automations.Table.Put(new AutomationDocument
        {
            Id = CavaticaWorld.Uuid(),
            Name = name,
            Owner = UserName,
            CreatedOn = _server.World.Now,
            Runs = [.. runStatuses.Select(status => new AutomationRun { Id = CavaticaWorld.Uuid(), Name = name, Status = status, CreatedOn = _server.World.Now })],
        }).Id);
    }

    /// <summary>Puts a task there as if it had been there before; nothing is executed, and the journal has no word of it.</summary>
    /// <param name="task">The task.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">There is no such project, or the inputs are no object.</exception>
    public string AddPastTask(PastCavaticaTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var inputs = task.Inputs is { } given ? ReadObject(given.GetRawText(), nameof(task)) : [];
        var ended = LocalCavaticaStatus.HasEnded(task.Status);
        return Locked(() =>
        {
            var created = task.CreatedTime ?? _server.World.Now;
            return _server.Tasks.Table.Put(new SbgTask
            {
                Id = CavaticaWorld.Uuid(),
                Name = task.Name,
                Description = task.Description,
                Project = Project(task.Project).Id,
                App = task.App,
                Status = task.Status,
                CreatedBy = task.CreatedBy ?? UserName,
                ExecutedBy = task.Status == LocalCavaticaStatus.Draft ? null : task.CreatedBy ?? UserName,
                CreatedTime = created,
                StartTime = task.Status == LocalCavaticaStatus.Draft ? null : created,
                EndTime = ended ? created : null,
                Inputs = TaskInputs.Set(inputs),
                IsStaged = true,
            }).Id;
        });
    }

    /// <summary>Takes a task to another state, and ends its execution unless that state is an active one. This is how scripted tasks go on, and how a
    /// test lets one fail.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="status">The state, one of <see cref="LocalCavaticaStatus"/>; anything else plays a server of the future.</param>
    /// <param name="message">What its execution status says.</param>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    public void SetStatus(string taskId, string status, string? message = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(status);
        Locked(() =>
        {
            var task = Find(taskId);
            return _server.Tasks.Change(task, task with
            {
                Status = status,
                StartTime = status == LocalCavaticaStatus.Draft ? null : task.StartTime ?? _server.World.Now,
                EndTime = LocalCavaticaStatus.HasEnded(status) ? _server.World.Now : null,
                Message = message,
                IsStaged = true,
            });
        });
    }

    /// <summary>Lets a task have been made earlier.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="by">By how much.</param>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    public void Age(string taskId, TimeSpan by) => Locked(() =>
    {
        var task = Find(taskId);
        return _server.Tasks.Change(task, task with { CreatedTime = task.CreatedTime - by });
    });

    /// <summary>Changes a draft's inputs, as a person does in the browser.</summary>
    /// <param name="taskId">The draft.</param>
    /// <param name="inputs">All its inputs, a JSON object.</param>
    /// <exception cref="ArgumentException">There is no such task, or the inputs are no object.</exception>
    public void EditTask(string taskId, string inputs)
    {
        var given = TaskInputs.Set(ReadObject(inputs, nameof(inputs)));
        Locked(() =>
        {
            var task = Find(taskId);
            return _server.Tasks.Change(task, task with { Inputs = given });
        });
    }

    /// <summary>Runs a task once more as a person does in the browser: with its name and description, and inputs changed by hand.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="inputs">Other inputs, a JSON object; null keeps those of the task.</param>
    /// <returns>The id of the new task, which is <see cref="LocalCavaticaStatus.Running"/> and not executed.</returns>
    /// <exception cref="ArgumentException">There is no such task, or the inputs are no object.</exception>
    public string CloneTask(string taskId, string? inputs = null)
    {
        var given = inputs is null ? null : TaskInputs.Set(ReadObject(inputs, nameof(inputs)));
        return Locked(() =>
        {
            var copy = _server.Intake.Copy(Find(taskId), UserName);
            return _server.Tasks.Change(copy, copy with
            {
                Inputs = given ?? copy.Inputs,
                Status = LocalCavaticaStatus.Running,
                ExecutedBy = UserName,
                StartTime = _server.World.Now,
                IsStaged = true,
            }).Id;
        });
    }

    /// <summary>Takes a task away, whatever its state.</summary>
    /// <param name="taskId">The task.</param>
    /// <exception cref="ArgumentException">There is no such task.</exception>
    public void DeleteTask(string taskId) => Locked(() =>
    {
        _server.Tasks.Remove(Find(taskId));
        return true;
    });

    private static JsonObject ReadObject(string json, string argument)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject ?? throw new ArgumentException("The JSON is no object.", argument);
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"This is no JSON: {e.Message}", argument, e);
        }
    }

    private ProjectDocument Project(string id) => _server.Projects.Table.Find(id) ?? throw new ArgumentException($"There is no project '{id}'.", nameof(id));

    private SbgTask Find(string taskId)
    {
        ArgumentException.ThrowIfNullOrEmpty(taskId);
        return _server.Tasks.Table.Find(taskId) ?? throw new ArgumentException($"There is no task '{taskId}'.", nameof(taskId));
    }

    private T Locked<T>(Func<T> work)
    {
        lock (_server.World.Lock)
        {
            return work();
        }
    }
}
