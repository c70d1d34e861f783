using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SageTasks.Cli;

/// <summary>Where a command writes: results to standard output, everything else to standard error. What a person watches live appears only where
/// standard error is a terminal.</summary>
internal sealed class Terminal(TextReader input, TextWriter output, TextWriter error, bool isInteractive)
{
    // Where lines go while something is drawn.
    private Action<string>? _above;

    public TextReader Input => input;

    public TextWriter Output => output;

    public TextWriter Error => error;

    /// <summary>Whether somebody may be watching.</summary>
    public bool IsInteractive => isInteractive && !IsQuiet;

    /// <summary>Whether results are one JSON document a line.</summary>
    public bool IsJson { get; init; }

    /// <summary>Whether only results and errors are said.</summary>
    public bool IsQuiet { get; init; }

    public static Terminal OfProcess() => new(Console.In, Console.Out, Console.Error, !Console.IsErrorRedirected);

    public Terminal With(bool isJson, bool isQuiet) => new(input, output, error, isInteractive) { IsJson = isJson, IsQuiet = isQuiet };

    /// <summary>A result: for programs as a line of JSON, for people as text.</summary>
    /// <exception cref="IOException">It cannot be written; the message holds it, so that nothing that was done is lost.</exception>
    public void Result<T>(T value, JsonTypeInfo<T> type, Func<T, string> text)
    {
        var line = IsJson ? JsonSerializer.Serialize(value, type) : text(value);
        try
        {
            output.WriteLine(line);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Standard output cannot be written ({failure.Message.TrimEnd('.')}). What was done: {text(value)}", failure);
        }
    }

    /// <summary>Begins to draw for somebody who watches: what is said meanwhile stands above that.</summary>
    public Drawing Draw()
    {
        var drawing = new Drawing(error, () => _above = null);
        _above = drawing.Say;
        return drawing;
    }

    /// <summary>What is going on; nothing where that was not wanted. For programs as JSON, as all of standard error is.</summary>
    public void Say(string text) => Tell(new Remark { Note = text }, text);

    /// <summary>What somebody should look at, though the command goes on.</summary>
    public void Warn(string text) => Tell(new Remark { Warning = text }, $"warning: {text}");

    /// <summary>What is lost for good though the command goes on: said also where only results and errors are.</summary>
    public void WarnOfLoss(string text) => Write(new Remark { Warning = text }, $"warning: {text}");

    /// <summary>Why a part of the work fails while the rest goes on; programs read it in the part's result.</summary>
    public void FailOne(string text) => Write($"error: {text}");

    /// <summary>Why the command fails: for programs with its exit code, as JSON.</summary>
    public void Fail(int code, string message)
    {
        if (IsJson)
        {
            Write(JsonSerializer.Serialize(new Failure(message, code), CliJson.Default.Failure));
            return;
        }

        Write($"error: {message}");
    }

    private void Tell(Remark remark, string text)
    {
        if (!IsQuiet)
        {
            Write(remark, text);
        }
    }

    private void Write(Remark remark, string text) => Write(IsJson ? JsonSerializer.Serialize(remark, CliJson.Default.Remark) : text);

    private void Write(string line) => (_above ?? error.WriteLine)(line);
}
