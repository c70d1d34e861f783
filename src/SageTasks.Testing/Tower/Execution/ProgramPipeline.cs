using System.Diagnostics;

namespace SageTasks.Testing;

/// <summary>A pipeline that is a program.</summary>
internal static class ProgramPipeline
{
    public static async Task RunAsync(PipelineContext context, TaskContext task, string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Combine(task.Folder, "params.json"), context.Parameters.GetRawText(), cancellationToken).ConfigureAwait(false);
        var start = new ProcessStartInfo(program, arguments);
        start.Environment["NXF_RUN_NAME"] = context.RunName;
        start.Environment["NXF_SESSION_ID"] = context.SessionId;
        start.Environment["NXF_OUTDIR"] = context.OutputFolder;
        await task.RunAsync(start, cancellationToken).ConfigureAwait(false);
    }
}
