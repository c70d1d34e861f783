using System.Diagnostics;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>The ways in which apps are executed: by code of this process, by a program, or by cwltool as the CWL that they are.</summary>
internal static class Runners
{
    private const string OutputObject = "cwl.output.json";
    private const string Cwltool = "cwltool";
    private const string Main = "main";

    public static AppRunner OfCode(Func<LocalCavaticaJob, CancellationToken, Task> run) => async (work, cancellationToken) =>
    {
        var job = new LocalCavaticaJob(work);
        work.Begin(Main, null);
        await run(job, cancellationToken).ConfigureAwait(false);
        work.End(Main, 0);
        return job.Outputs;
    };

    /// <summary>A program that finds its inputs in <c>inputs.json</c> and may leave its outputs in <c>cwl.output.json</c>, as a tool of CWL does.</summary>
    public static AppRunner OfProgram(string program, IReadOnlyList<string> arguments) => async (work, cancellationToken) =>
    {
        await WriteInputsAsync(work, cancellationToken).ConfigureAwait(false);
        await RunAsync(work, Main, program, arguments, cancellationToken).ConfigureAwait(false);
        var left = Path.Combine(work.Folder, OutputObject);
        return File.Exists(left) ? await ReadAsync(left, cancellationToken).ConfigureAwait(false) : [];
    };

    /// <summary>Runs a program in the task's folder as one of its steps.</summary>
    /// <exception cref="TaskFailedException">It ended badly.</exception>
    public static async Task RunAsync(TaskWork work, string step, string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        work.Begin(step, $"{program} {string.Join(' ', arguments)}");
        var exit = await LoggedProcess.RunAsync(new ProcessStartInfo(program, arguments), work.MarkOf(step), work.Folder, work.Log, _ => { }, cancellationToken).ConfigureAwait(false);
        work.End(step, exit);
        ThrowIfFailed(program, exit);
    }

    /// <summary>What executes an app as the CWL that it is; null where this machine cannot.</summary>
    public static AppRunner? OfCwl(JsonObject raw) => IsRunnable(raw) && Programs.Has(Cwltool) ? RunCwlAsync : null;

    private static bool IsRunnable(JsonObject raw) => (string?)raw["cwlVersion"] is { } version && version.StartsWith("v1.", StringComparison.Ordinal);

    private static async Task<JsonObject> RunCwlAsync(TaskWork work, CancellationToken cancellationToken)
    {
        var app = Path.Combine(work.Folder, ".app.cwl");
        await File.WriteAllTextAsync(app, PlainCwl.Of(work.Raw).ToJsonString(), cancellationToken).ConfigureAwait(false);
        var inputs = await WriteInputsAsync(work, cancellationToken).ConfigureAwait(false);
        var start = new ProcessStartInfo(Cwltool, ["--no-container", "--disable-color", "--outdir", "outputs", app, inputs]);
        var exit = await LoggedProcess.RunAsync(start, work.MarkOf(Cwltool), work.Folder, work.Log, CwltoolLog.Reader(work.Begin, work.End), cancellationToken).ConfigureAwait(false);
        if (exit != 0 && work.Jobs.Count == 0)
        {
            // Refused as a whole: the log has to hang on something.
            work.Begin(Cwltool, string.Join(' ', start.ArgumentList.Prepend(Cwltool)));
            work.End(Cwltool, exit);
        }

        ThrowIfFailed(Cwltool, exit);
        return await ReadAsync(work.Log("stdout"), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string> WriteInputsAsync(TaskWork work, CancellationToken cancellationToken)
    {
        var path = Path.Combine(work.Folder, "inputs.json");
        await File.WriteAllTextAsync(path, work.Inputs.ToJsonString(), cancellationToken).ConfigureAwait(false);
        return path;
    }

    private static async Task<JsonObject> ReadAsync(string path, CancellationToken cancellationToken) =>
        JsonNode.Parse(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)) as JsonObject ?? throw new TaskFailedException("The outputs are no object.");

    private static void ThrowIfFailed(string program, int exit)
    {
        if (exit != 0)
        {
            throw new TaskFailedException($"{program} ended with exit code {exit}.");
        }
    }
}
