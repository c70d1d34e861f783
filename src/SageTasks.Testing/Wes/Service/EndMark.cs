namespace SageTasks.Testing.Wes;

/// <summary>What stands for the end of a list.</summary>
internal enum EndMark
{
    Empty,
    Null,
    Absent,
}
