namespace SageTasks.Storage;

/// <summary>What one round fetches: the version, the journal's header where the download can be resumed, and how it is read.</summary>
internal sealed record DownloadPlan(ObjectVersion Version, JournalHeader? Header, ReadPolicy Policy);
