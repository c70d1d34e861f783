namespace SageTasks.Testing.Wes;

/// <summary>How an error reads.</summary>
internal enum ErrorForm
{
    /// <summary><c>{"msg":…,"status_code":…}</c>.</summary>
    Message,

    /// <summary><c>{"detail":…}</c>.</summary>
    Detail,

    /// <summary>A line of text.</summary>
    Text,
}
