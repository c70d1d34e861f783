using System.CommandLine;

namespace SageTasks.Cli;

/// <summary><c>drs</c>: objects by GA4GH DRS ids.</summary>
internal static class DrsCommands
{
    public static Command Create(Terminal terminal) => new("drs", "Resolves, fetches and gives DRS ids.")
    {
        DrsResolve.Create(terminal),
        DrsGet.Create(terminal),
        DrsMint.Create(terminal),
    };
}
