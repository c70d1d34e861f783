using System.CommandLine;

namespace SageTasks.Cli;

/// <summary><c>sheet</c>: sample sheets.</summary>
internal static class SheetCommands
{
    public static Command Create(Terminal terminal) => new("sheet", "Builds and checks sample sheets.") { SheetBuild.Create(terminal), SheetValidate.Create(terminal) };
}
