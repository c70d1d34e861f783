namespace SageTasks.Testing.Wes;

/// <summary>What <c>stdout</c> and <c>stderr</c> of a log hold.</summary>
internal enum LogForm
{
    Address,
    Relative,
    Text,
}
