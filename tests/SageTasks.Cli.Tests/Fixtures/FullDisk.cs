using System.Text;

namespace SageTasks.Cli.Tests;

/// <summary>An output that takes nothing.</summary>
internal sealed class FullDisk : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value) => throw new IOException("No space left on device");
}
