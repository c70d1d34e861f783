using Spectre.Console;
using Spectre.Console.Rendering;

namespace SageTasks.Cli;

/// <summary>What is drawn on standard error for somebody who watches, until it is disposed of.</summary>
internal sealed class Drawing(TextWriter error, Action end) : IDisposable
{
    /// <summary>What draws.</summary>
    public IAnsiConsole Console { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });

    /// <summary>Writes a line above what is drawn, where it stays.</summary>
    public void Say(string line) => Console.Write(new WholeLine(line));

    public void Dispose() => end();

    // Not broken at the terminal's width: a message is copied, or read by a program, as one line. What was drawn there before is erased.
    private sealed class WholeLine(string text) : Renderable
    {
        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => [Segment.Control("\u001b[J"), new Segment(text), Segment.LineBreak];
    }
}
