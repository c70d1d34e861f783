namespace SageTasks.Testing;

/// <summary>Who may do what on a <see cref="LocalTes"/>.</summary>
public enum LocalTesAccess
{
    /// <summary>Everyone may do everything; no token is asked for.</summary>
    Open,

    /// <summary>Everyone with a token may do everything.</summary>
    Token,

    /// <summary>Users see and cancel the tasks of their tenant.</summary>
    PerTenant,

    /// <summary>Users see and cancel their own tasks.</summary>
    PerUser,
}
