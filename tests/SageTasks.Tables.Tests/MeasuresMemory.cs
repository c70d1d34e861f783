namespace SageTasks.Tables.Tests;

/// <summary>Tests that look at the memory of the whole process: none runs beside another test, whose memory would count.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuresMemory
{
    public const string Name = "measures memory";
}
