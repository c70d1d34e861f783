namespace SageTasks.Testing;

/// <summary>Finds what commands can run in on this machine.</summary>
internal static class SandboxChoice
{
    /// <exception cref="PlatformNotSupportedException">What was asked for does not work here.</exception>
    public static async Task<ICommandSandbox> FindAsync(LocalTesOptions options, CancellationToken cancellationToken)
    {
        ICommandSandbox? found = options.Sandbox switch
        {
            LocalTesSandbox.Bubblewrap => await Bubblewrap().ConfigureAwait(false),
            LocalTesSandbox.Container => await ContainerSandbox.FindAsync(cancellationToken).ConfigureAwait(false),
            LocalTesSandbox.Processes => new ProcessSandbox(),
            _ => await Bubblewrap().ConfigureAwait(false) ?? (ICommandSandbox?)await ContainerSandbox.FindAsync(cancellationToken).ConfigureAwait(false) ?? new ProcessSandbox(),
        };
        return found ?? throw new PlatformNotSupportedException(options.Sandbox == LocalTesSandbox.Bubblewrap
            ? "Bubblewrap does not work here: bwrap is not installed, or the system does not let it make namespaces. Leave Sandbox at Any."
            : "No container engine works here: neither docker nor podman is there and answers. Leave Sandbox at Any.");

        Task<BubblewrapSandbox?> Bubblewrap() => BubblewrapSandbox.FindAsync(options.ReadableFolders, cancellationToken);
    }
}
