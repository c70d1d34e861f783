namespace SageTasks.Storage;

/// <summary>One part to fetch. An open-ended one belongs to an object of unknown size: it may be shorter, and is then the last.</summary>
internal readonly record struct PartTask(int Number, long Offset, int Length, bool IsOpenEnded);
