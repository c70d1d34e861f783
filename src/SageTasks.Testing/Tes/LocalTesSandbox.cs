namespace SageTasks.Testing;

/// <summary>What the commands of a task run in.</summary>
public enum LocalTesSandbox
{
    /// <summary>The first that works on this machine: bubblewrap, a container engine, plain processes.</summary>
    Any,

    /// <summary>
    /// Bubblewrap (<c>bwrap</c>): the task's own file system with this machine's programs in it, read-only, and processes of its own. The
    /// image is not used.
    /// </summary>
    Bubblewrap,

    /// <summary>A container of the image, by <c>docker</c> or <c>podman</c>.</summary>
    Container,

    /// <summary>
    /// Plain processes. The paths that the task names are below a folder of its own, and are rewritten in arguments and variables, not in
    /// files. The image is not used.
    /// </summary>
    Processes,
}
