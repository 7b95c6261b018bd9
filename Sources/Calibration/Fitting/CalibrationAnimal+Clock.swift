import ImmobilityCore

extension CalibrationRecording {
  /// The player's clock at the first frame, seconds.
  var pictureStart: Double { recording.info.pictureStart }
}

extension CalibrationAnimal {
  /// Moves all times, seconds.
  mutating func shift(by seconds: Double) {
    guard seconds != 0 else { return }
    compared.window = compared.window?.shifted(by: seconds)
    compared.judged = compared.judged?.shifted(by: seconds)
    compared.scores = compared.scores.map { score in
      var score = score
      if let immobile = score?.immobile { score?.immobile = immobile.shifted(by: seconds) }
      return score
    }
    ratings = ratings.map { rating in
      var rating = rating
      rating.immobile = rating.immobile?.shifted(by: seconds)
      rating.judged = rating.judged?.shifted(by: seconds)
      rating.highlyMobile = rating.highlyMobile?.shifted(by: seconds)
      rating.window = rating.window?.shifted(by: seconds)
      return rating
    }
  }
}
