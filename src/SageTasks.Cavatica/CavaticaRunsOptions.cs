namespace SageTasks.Cavatica;

/// <summary>Where the guard looks for tasks, and what it assumes about the platform.</summary>
public sealed record CavaticaRunsOptions
{
    /// <summary>The project whose tasks are guarded, owner/short-name; requests for another one are refused.</summary>
    /// <value>null: requests may name any project, and a look-up reads the tasks of all projects that the token sees.</value>
    public string? Project { get; init; }

    /// <summary>A name for the service that stays the same where its address changes. Part of every key.</summary>
    /// <value>null: the endpoint's host.</value>
    public string? Service { get; init; }

    /// <summary>How far back a look-up reads the tasks that have ended: work whose task was made before and has ended counts as new. Drafts and tasks that
    /// wait, run or are being created or stopped are found however old they are: where the platform's counts of the others do not add up, which they do not
    /// while an old task is being created or stopped, the look-up reads the whole list, and later ones of the same object ask for that task by its id.</summary>
    /// <value>null: every task.</value>
    public TimeSpan? LookBack { get; init; }

    /// <summary>How long a new task may stay hidden from lists.</summary>
    /// <value>15 seconds.</value>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a request may live in proxies and still be carried out after its caller gave up.</summary>
    /// <value>2 minutes.</value>
    public TimeSpan CommitHorizon { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Checks the inputs against the app's CWL before anything is sent.</summary>
    /// <value>true.</value>
    public bool CheckInputs { get; init; } = true;

    /// <summary>How long the latest revision and the inputs of an app are remembered.</summary>
    /// <value>1 minute.</value>
    public TimeSpan TrustTime { get; init; } = TimeSpan.FromMinutes(1);
}
