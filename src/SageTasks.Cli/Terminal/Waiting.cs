using Spectre.Console;

namespace SageTasks.Cli;

/// <summary>Shows what is being done and for how long already, where somebody may be watching.</summary>
internal static class Waiting
{
    public static Task<T> ShowAsync<T>(Terminal terminal, string what, Func<Task<T>> work) => terminal is { IsInteractive: true, IsJson: false } ? LiveAsync(terminal, what, work) : work();

    private static async Task<T> LiveAsync<T>(Terminal terminal, string what, Func<Task<T>> work)
    {
        using var drawing = terminal.Draw();
        return await drawing.Console.Progress().AutoClear(true).Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ElapsedTimeColumn()).StartAsync(context =>
        {
            context.AddTask(Markup.Escape(what)).IsIndeterminate = true;
            return work();
        });
    }
}
